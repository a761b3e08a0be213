/** Exit codes of the outside contract. */
export const EXIT = {
  done: 0,
  /** Findings at `--fail-on`. */
  failed: 1,
  /** Usage or configuration. */
  usage: 2,
  /** An `error` diagnostic; with `--strict` any diagnostic. */
  unread: 3,
  interrupted: 130,
} as const;

/** The codes in words, for the reference page. */
export const EXIT_CODES: readonly (readonly [code: number, says: string])[] = [
  [EXIT.done, 'done, also with findings or without a path'],
  [EXIT.failed, 'findings at or above `--fail-on`; wins over 3'],
  [EXIT.usage, 'the command, or a saved scan that it names, was not understood'],
  [EXIT.unread, 'something was not read: an `error` diagnostic, with `--strict` any diagnostic'],
  [EXIT.interrupted, 'stopped with Ctrl-C'],
];
