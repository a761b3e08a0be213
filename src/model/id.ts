import { masked } from './mask.ts';

/**
 * Ids of the outside contract: `<source>:<Kind>:<realm>/<native path>`. The last segment is the native name; a slash inside a
 * name is `%2F`, a percent sign `%25`, and control characters are escaped, so that an id is one line and splits without loss.
 */
export type NodeId = string;

export function nodeId(source: string, kind: string, realm: string, ...path: readonly string[]): NodeId {
  return `${source}:${segment(kind)}:${[realm, ...path].map(segment).join('/')}`;
}

/** Most names, and nothing in them to escape. */
const PLAIN = /^[\w.:-]*$/u;

/** One path segment, escaped, without a credential that somebody took for a name. Symbolic names such as `{Release.Name}` stay readable. */
export function segment(name: string): string {
  const clean = masked(name);
  return PLAIN.test(clean)
    ? clean
    : clean.replace(
        /[%/\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
        encodeURIComponent,
      );
}

export interface ParsedId {
  readonly source: string;
  readonly kind: string;
  readonly realm: string;
  readonly path: readonly string[];
  readonly name: string;
}

/** Splits an id; undefined when it is not one. */
export function parseId(id: string): ParsedId | undefined {
  const match = /^([a-z0-9]+):([^:]+):(.*)$/su.exec(id);
  if (!match) return undefined;
  const [realm = '', ...path] = (match[3] ?? '').split('/').map(decode);
  return { source: match[1] ?? '', kind: decode(match[2] ?? ''), realm, path, name: path.at(-1) ?? realm };
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
