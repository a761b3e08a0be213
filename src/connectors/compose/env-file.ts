import type { SecretDigest } from '../../bytes/digest.ts';
import { described } from '../../credentials/described.ts';
import { detect, type Detected } from '../../credentials/detect.ts';
import { isPlaceholder } from '../../credentials/placeholder.ts';
import type { CredentialKind } from '../../model/facts.ts';

/** A credential of a small file with its value forgotten. */
export interface Sealed {
  readonly key: string;
  readonly kind: CredentialKind;
  readonly digest: string;
  readonly line: number;
  readonly last4?: string;
  readonly defaultOf?: string;
  readonly cloud?: Detected['cloud'];
}

/** `KEY=value` lines, and what the file is when it holds one secret alone. */
export interface SmallFile {
  readonly path: string;
  readonly credentials: readonly Sealed[];
  /** Values that are no credentials. */
  readonly values: ReadonlyMap<string, string>;
  readonly whole?: Sealed;
}

/** Files in which Compose looks for variables and secrets. Examples and templates hold placeholders by agreement. */
const NAMES =
  /(?:^|\/)(?:[^/]{0,80}\.env(?:\.[^/]{1,40})?|env\.[^/]{1,40}|[^/]{0,80}(?:secret|passw(?:or)?d|token|credential|api[-_.]?key)[^/]{0,60})$/iu;
const NOT =
  /(?:example|sample|template|dist|test)|\.(?:ya?ml|json[lc]?|m?[jt]sx?|py|go|rs|java|kt|md|mdx|rst|html?|css|sh|lock|toml|ipynb|png|svg|proto|tf|cs|rb|php|vue|sql|csv|snap)$/iu;
const LARGEST = 64 * 1024;
const MOST_LINES = 2000;

export const isSmallSecretFile = (path: string, bytes: number): boolean =>
  bytes > 0 && bytes <= LARGEST && NAMES.test(path) && !NOT.test(path.slice(path.lastIndexOf('/') + 1));

const LINE = /^\s{0,20}(?:export\s{1,5})?([A-Za-z_][\w.-]{0,99})\s{0,10}[=:]\s{0,10}(.{0,4000})$/u;

export function readSmallFile(path: string, text: string, digest: SecretDigest): SmallFile {
  const credentials: Sealed[] = [];
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/u).slice(0, MOST_LINES);
  lines.forEach((line, index) => {
    const [, key, written] = /^\s*#/u.test(line) ? [] : (LINE.exec(line) ?? []);
    if (key === undefined || written === undefined) return;
    const value = unquoted(written);
    const found = detect(key, value);
    for (const one of found) credentials.push(seal(one, index + 1, digest));
    if (found.length === 0) values.set(key, value);
  });
  const whole = text.trim();
  if (whole === '' || /\s/u.test(whole) || LINE.test(whole) || whole.length < 8 || isPlaceholder(whole))
    return { path, credentials, values };
  const [shaped] = detect('secret', whole);
  const found: Detected = shaped ?? { kind: 'token', value: whole, key: 'secret', by: 'name', line: 0 };
  return { path, credentials, values, whole: seal(found, 1, digest) };
}

function seal(found: Detected, line: number, digest: SecretDigest): Sealed {
  return { ...described(found, digest), line };
}

function unquoted(written: string): string {
  const quote = written[0];
  if (quote === '"' || quote === "'") {
    const end = written.indexOf(quote, 1);
    if (end > 0) return written.slice(1, end);
  }
  return written.replace(/\s+#.*$/u, '').trim();
}
