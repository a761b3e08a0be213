import { posix } from 'node:path';
import type { Evidence } from '../../model/evidence.ts';
import type { JsonRecord } from '../records.ts';
import { printable } from '../printable.ts';

/** The base of paths inside the checkout that was scanned from: what code hosts resolve against the root of the repository. */
export const BASE = '%SRCROOT%';

/** A place as SARIF wants it: a path as URI with its line, or the name of a live object. */
export function locationOf(place: Evidence, message?: string): JsonRecord {
  const said = message === undefined ? {} : { message: { text: message } };
  if (!('file' in place))
    return { logicalLocations: [{ fullyQualifiedName: printable(place.object), kind: 'resource' }], ...said };
  return {
    physicalLocation: { artifactLocation: artifactOf(place.file), region: { startLine: Math.max(1, place.line) } },
    ...said,
  };
}

/** Relative to the base where it lies below the working folder; else as it was printed. */
export function artifactOf(file: string): JsonRecord {
  const path = posix.normalize(file);
  const uri = path.split('/').map(encode).join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return path.startsWith('../') ? { uri } : { uri, uriBaseId: BASE };
}

/** A lone surrogate is no text that a URI could hold. */
function encode(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD')).replace(/[!'()*]/gu, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore
}

/** Plain text of a message: in SARIF `[x](y)` is a link, and names of others may not make one. */
export function messageText(text: string): string {
  const shown = printable(text);
  return shown.includes('](') ? shown.replace(/[\\[\]]/gu, '\\$&') : shown;
}
