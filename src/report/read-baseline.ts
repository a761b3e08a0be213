import { readFileSync, statSync } from 'node:fs';
import { decodeSnapshot, SnapshotError } from '../graph/snapshot.ts';
import { WritError } from '../model/errors.ts';
import { SEVERITIES } from '../model/finding.ts';
import { unreadKey, type Baseline } from './baseline.ts';
import { fieldsOf, inside, list, maybe, oneOf, text, wrong, type At, type Fields } from './read/fields.ts';
import type { Gone } from './scanned.ts';

const LARGEST = 2_000_000_000;

/** The findings of a saved scan: JSON with or without its other parts, JSON lines, or a snapshot. */
export function readBaseline(path: string, asked: string): Baseline {
  const at: At = { file: asked, path: '' };
  const bytes = bytesOf(path, asked);
  if (bytes.subarray(0, 4).toString('latin1') === 'WRIT') return ofSnapshot(bytes, at);
  const first = bytes.subarray(0, 32).toString('utf8');
  return /^\{"type":"scan"/u.test(first)
    ? ofLines(bytes, at)
    : ofFields(fieldsOf(parsed(bytes.toString('utf8'), at), at), at);
}

function ofFields(fields: Fields, at: At): Baseline {
  return {
    findings: list(fields, 'findings', at, goneOf),
    ...maybe('scannedAt', fields, () => day(fields, 'scannedAt', at)),
    unread: new Set(fields.has('diagnostics') ? list(fields, 'diagnostics', at, unreadOf) : []),
  };
}

function ofLines(bytes: Buffer, at: At): Baseline {
  const lines = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const records = lines.map((line, index) => fieldsOf(parsed(line, inside(at, index)), inside(at, index)));
  const [head] = records;
  return {
    findings: records.filter((one) => one.get('type') === 'finding').map((one) => goneOf(Object.fromEntries(one), at)),
    ...(head ? maybe('scannedAt', head, () => day(head, 'scannedAt', at)) : {}),
    unread: new Set(
      records.filter((one) => one.get('type') === 'diagnostic').map((one) => unreadOf(Object.fromEntries(one), at)),
    ),
  };
}

function ofSnapshot(bytes: Uint8Array, at: At): Baseline {
  try {
    const rest = decodeSnapshot(bytes).rest();
    const extra = fieldsOf(rest.extra ?? {}, inside(at, 'extra'));
    if (!extra.has('findings')) throw wrong(at, 'holds no findings');
    return { ...ofFields(extra, inside(at, 'extra')), unread: new Set(rest.diagnostics.map(unreadKey)) };
  } catch (error) {
    if (error instanceof SnapshotError) throw new WritError('bad-snapshot', `${at.file}: ${error.message}`);
    throw error;
  }
}

function goneOf(value: unknown, at: At): Gone {
  const fields = fieldsOf(value, at);
  return {
    id: text(fields, 'id', at),
    rule: text(fields, 'rule', at),
    severity: oneOf(SEVERITIES, fields, 'severity', at),
    title: text(fields, 'title', at),
    ...maybe('since', fields, () => day(fields, 'since', at)),
  };
}

function unreadOf(value: unknown, at: At): string {
  const fields = fieldsOf(value, at);
  const place = fieldsOf(fields.get('place'), inside(at, 'place'));
  return unreadKey({ code: text(fields, 'code', at), place: { file: text(place, 'file', at) } });
}

function day(fields: Fields, key: string, at: At): string {
  const value = text(fields, key, at);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) throw wrong(inside(at, key), 'is not a day');
  return value;
}

function parsed(json: string, at: At): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw wrong(at, error instanceof Error ? error.message : 'is not JSON');
  }
}

function bytesOf(path: string, asked: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size > LARGEST) throw new WritError('not-an-estate', `${asked} (${size} bytes)`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof WritError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new WritError('no-such-path', asked);
    throw new WritError('not-an-estate', `${asked} (${error instanceof Error ? error.message : String(error)})`);
  }
}
