import { WritError } from '../model/errors.ts';

/** A command that was not understood, and what to type instead. */
export function usage(detail: string, hint?: string): WritError {
  return new WritError('usage', detail, hint === undefined ? undefined : { hint });
}
