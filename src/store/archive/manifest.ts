/** What an archive says of itself. It is the last file in it: an archive that was cut off has none. */
export interface Manifest {
  readonly format: 'writ-archive';
  readonly version: 1;
  readonly kind: 'backup' | 'export';
  readonly made: string;
  /** Number of the last migration of the schema that the rows have. */
  readonly schema: number;
  /** Of the last change that is in it. */
  readonly revision: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** SHA-256 by file, hex, of all but this one. */
  readonly files: Readonly<Record<string, string>>;
}

export const MANIFEST = 'manifest.json';

/** Undefined when it is none that this version of the program can read. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const one = value as Partial<Manifest> | null;
  const sound =
    one?.format === 'writ-archive' &&
    one.version === 1 &&
    (one.kind === 'backup' || one.kind === 'export') &&
    typeof one.made === 'string' &&
    Number.isSafeInteger(one.schema) &&
    Number.isSafeInteger(one.revision) &&
    isRecord(one.rows, (count) => Number.isSafeInteger(count)) &&
    isRecord(one.files, (sum) => typeof sum === 'string' && /^[0-9a-f]{64}$/u.test(sum));
  return sound ? (one as Manifest) : undefined;
}

function isRecord(value: unknown, is: (item: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(is);
}
