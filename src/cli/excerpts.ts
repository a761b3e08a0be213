import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { excerpt, secretPlaces } from '../report/excerpt.ts';
import type { Excerpts } from '../report/show-report.ts';
import type { Loaded } from './load-estate.ts';

const LARGEST = 8 << 20;

/**
 * Lines of scanned files. Only after a fresh scan: a saved one may name any file of this machine, the lines may have moved, and it
 * does not say where credentials stand.
 */
export function excerptsOf(loaded: Loaded, cwd: string): Excerpts {
  if (!loaded.fresh) return () => [];
  const secrets = secretPlaces(loaded.estate.facts);
  const texts = new Map<string, string | undefined>();
  return (place, width) => {
    if (!('file' in place)) return [];
    if (!texts.has(place.file)) texts.set(place.file, textOf(resolve(cwd, place.file)));
    const text = texts.get(place.file);
    return text === undefined ? [] : excerpt(text, place.line, width, secrets.get(place.file));
  };
}

function textOf(path: string): string | undefined {
  try {
    const known = statSync(path);
    if (!known.isFile() || known.size > LARGEST) return undefined;
    const bytes = readFileSync(path);
    const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
    return text.replace(/^\ufeff/u, '');
  } catch {
    return undefined;
  }
}
