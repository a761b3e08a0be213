import { hasHole } from '../../model/hole.ts';

export const MISSING = 0;
export const PRESENT = 1;
export const UNKNOWN = 2;
/** It is there, but nobody knows its value. */
export const HIDDEN = 3;

/** What is known of a condition key of one request. */
export interface Known {
  readonly status: typeof MISSING | typeof PRESENT | typeof UNKNOWN | typeof HIDDEN;
  readonly values: readonly string[];
  /** A value holds a hole. */
  readonly open: boolean;
}

export const missing: Known = { status: MISSING, values: [], open: false };
export const unknown: Known = { status: UNKNOWN, values: [], open: false };
export const hidden: Known = { status: HIDDEN, values: [], open: false };

/** A key without values is missing: AWS calls both null. */
export function present(values: readonly string[]): Known {
  return values.length === 0 ? missing : { status: PRESENT, values: [...values], open: values.some(hasHole) };
}
