import { WritError } from '../model/errors.ts';
import { EXIT } from './exit.ts';

/** An error as the person at the terminal reads it. */
export interface Failure {
  readonly message: string;
  readonly hint: string | undefined;
  readonly exit: number;
}

/** Errors of the catalogue bring their sentence, hint and exit code; any other is a fault of this program and says so. */
export function failureOf(error: unknown, env: Readonly<Record<string, string | undefined>>): Failure {
  if (!(error instanceof Error)) return { message: `failed: ${String(error)}`, hint: undefined, exit: EXIT.unread };
  if (error instanceof WritError) return { message: error.message, hint: error.hint, exit: error.exit };
  // Rows of a snapshot are checked when they are shown. By name, for the class is the graph's, and `writ --version` loads none of it.
  if (error.name === 'SnapshotError') return failureOf(new WritError('bad-snapshot', error.message), env);
  const detail = (env['WRIT_DEBUG'] ?? '') === '' ? undefined : error.stack;
  return {
    message: `this is a fault in writ: ${error.message}`,
    hint: detail ?? 'WRIT_DEBUG=1 shows where; nothing was changed',
    exit: EXIT.unread,
  };
}
