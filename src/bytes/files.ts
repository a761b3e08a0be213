/** A regular file found under a scanned path. Reading is bounded and lazy; the text is decoded once and not kept. */
export interface SourceFile {
  /** As printed: the scanned path joined with the relative one, slashes forward, never absolute unless the scanned path was. */
  readonly path: string;
  /** Relative to the scanned root, slashes forward: what realm patterns match. */
  readonly relative: string;
  /** The scanned root that it was found under, as given. */
  readonly root: string;
  readonly bytes: number;
  /** Decoded text (UTF-8, UTF-16 by BOM; BOM removed), or undefined after adding a diagnostic. */
  text(): string | undefined;
}
