/** A snapshot that cannot be taken in: where in the file, and why. Nothing of it is used. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly reason: string;

  constructor(offset: number, reason: string) {
    super(`not a readable snapshot: ${reason} (at byte ${offset})`);
    this.offset = offset;
    this.reason = reason;
  }
}
