const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a sign-in goes on, whatever began it. */
export const SESSION = {
  /** Unused for so long it has ended. */
  idleMs: HOUR_MS,
  /** It ends then, however much it is used. */
  longestMs: 12 * HOUR_MS,
  /** For so long after it began it may add a way to sign in: whoever finds a browser open, or has its cookie, cannot stay. */
  freshMs: 15 * MINUTE_MS,
  /** That it is used is written down at most so often. */
  touchedEveryMs: MINUTE_MS,
} as const;

/** How long the other half of a sign-in is waited for. */
export const WAITS = {
  /** The link that the program prints where it starts. */
  setUpLinkMs: 15 * MINUTE_MS,
  /** A link that an administrator makes for somebody. */
  linkMs: 24 * HOUR_MS,
  oidcMs: 10 * MINUTE_MS,
  passkeyMs: 5 * MINUTE_MS,
} as const;
