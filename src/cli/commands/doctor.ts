import { examine } from '../../server/doctor/doctor.ts';
import type { Finding, State } from '../../server/doctor/checks.ts';
import { span, type Line, type Style } from '../../report/screen.ts';
import { answer } from '../answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { usage } from '../usage.ts';
import { optionsOf, type ServeFlags } from './serve.ts';

export interface DoctorFlags extends ServeFlags {
  readonly output: 'table' | 'json';
}

const STYLES: Readonly<Record<State, Style>> = { ok: 'good', warning: 'medium', broken: 'bad' };

/** `writ doctor`: what would keep `writ serve` from running, and what would be better. */
export async function doctor(io: Io, args: readonly string[], flags: DoctorFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const { data, host, port, databaseUrl, publicUrl, secrets } = optionsOf(io, flags);
  const found = await examine({ data, host, port, databaseUrl, publicUrl, secrets });
  await answer(io, flags.output, {
    json: () => ({ schemaVersion: '1', checks: found.map((one) => ({ ...one })) }),
    lines: () => found.flatMap(linesOf),
  });
  return found.some(({ state }) => state === 'broken') ? EXIT.failed : EXIT.done;
}

function linesOf({ name, state, says, hint }: Finding): readonly Line[] {
  const first = [span(state.padEnd(8), STYLES[state]), span(`${name.padEnd(15)} ${says}`)];
  return hint === undefined ? [first] : [first, [span(`${' '.repeat(24)}${hint}`, 'faint')]];
}
