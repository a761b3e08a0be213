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
