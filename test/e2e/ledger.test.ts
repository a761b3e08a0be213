import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalDisk } from '../../src/ledger/disk/local.ts';
import { printVerifier } from '../../src/ledger/note/keys.ts';
import { isProvenBy, parseProof } from '../../src/ledger/read/prove.ts';
import { event, KEY, openLedger, OTHER_KEY } from '../../src/ledger/testing/ledgers.ts';
import { builtProgram } from '../sessions/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'writ-ledger-'));
const key = printVerifier(KEY.verifier);
const ids: string[] = [];

beforeAll(async () => {
  const ledger = await openLedger(new LocalDisk(join(folder, 'log')));
  for (let round = 0; round < 3; round++) {
    const all = await Promise.all(Array.from({ length: 200 }, (_, at) => ledger.append(event(round * 200 + at))));
    ids.push(...all.map(({ id }) => id));
    await ledger.seal();
    if (round === 0) cpSync(join(folder, 'log', 'checkpoint'), join(folder, 'kept'));
  }
  await ledger.close();
  writeFileSync(join(folder, 'log.pub'), `${key}\n`);
  builtProgram();
}, 600_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writ(...words: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
} {
  const done = spawnSync(process.execPath, [builtProgram(), 'ledger', ...words], { cwd: folder, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('writ trace', () => {
  const trace = (...words: readonly string[]) =>
    spawnSync(process.execPath, [builtProgram(), 'trace', ...words, '--data', '.'], { cwd: folder, encoding: 'utf8' });

  it('walks the entries of an actor in order, and exits with 1 where there is none', () => {
    const { actor } = event(3);
    const found = trace(actor, '-o', 'json');
    expect(found.status).toBe(0);
    const lines = found.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { index: number; entry: object });
    expect(lines.map(({ index }) => index)).toContain(3);
    expect(lines.every(({ entry }) => 'actor' in entry && entry.actor === actor)).toBe(true);
    expect(trace(actor).stdout.split('\n')[0]).toContain(actor);
    expect(trace('nobody')).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('writ ledger', () => {
  it('verifies a log from its files and says what it cannot exclude', () => {
    const plain = writ('verify', '--data', '.');
    expect(plain).toMatchObject({ code: 0, err: '' });
    expect(plain.out).toContain('600 entries verified');
    expect(plain.out).toContain('Not excluded:');
    const known = writ('verify', '--data', '.', '--key', 'log.pub', '--known', 'kept', '-o', 'json');
    expect(known.code).toBe(0);
    expect(JSON.parse(known.out)).toMatchObject({
      schemaVersion: '1',
      sound: true,
      entries: 600,
      faults: [],
      unknown: [],
    });
  });

  it('exits with 1 for another key and for a changed byte, and names the place', () => {
    expect(writ('verify', '--data', '.', '--key', printVerifier(OTHER_KEY.verifier)).code).toBe(1);
    cpSync(join(folder, 'log'), join(folder, 'changed', 'log'), { recursive: true });
    const bundle = join(folder, 'changed', 'log', 'tile', 'entries', '001');
    const bytes = readFileSync(bundle);
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
    writeFileSync(bundle, bytes);
    const { code, out } = writ('verify', '--data', 'changed', '--key', key);
    expect([code, out]).toEqual([1, expect.stringContaining('tile/entries/001, entry 511')]);
  });

  it('writes OCSF events, lets nothing go that is young, and wants to be told which logs it watches', () => {
    const [first] = writ('export', '--data', '.', '-o', 'ocsf').out.split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({ class_uid: 3004, metadata: { sequence: 0, uid: ids[0] } });
    expect(writ('verify', '--data', '.', '-o', 'ocsf')).toMatchObject({ code: 2 });
    for (const keep of [[], ['--keep', '183d'], ['--keep', 'long'], ['--keep', '4415h']])
      expect(writ('prune', '--data', '.', ...keep)).toMatchObject({ code: 2, err: expect.stringContaining('184d') as unknown });
    expect(writ('witness', '--data', 'w')).toMatchObject({ code: 2, err: expect.stringContaining('no log is given') as unknown });
    expect(writ('witness', '--data', 'w', '--log', 'log.pub', '--name', 'a b')).toMatchObject({ code: 2 });
  }); // prettier-ignore

  it('exits with 2 where there is nothing to verify', () => {
    expect(writ('verify', '--data', 'nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no ledger') as unknown,
    });
    expect(writ('verify')).toMatchObject({ code: 2 });
    expect(writ('verify', '--data', '.', '--key', 'kept')).toMatchObject({ code: 2 });
    expect(writ('prove', '600', '--data', '.')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no entry') as unknown,
    });
  });

  it('proves an entry by the id that its writer got, for somebody without the log', () => {
    const proof = parseProof(writ('prove', ids[321] ?? '', '--data', '.').out);
    const lines = writ('export', '--data', '.').out.trimEnd().split('\n');
    expect(lines).toHaveLength(600);
    const line = JSON.parse(lines[321] ?? '') as { readonly id: string; readonly entry: object };
    expect(line.id).toBe(ids[321]);
    const bytes = Buffer.from(JSON.stringify(line.entry));
    expect(proof && isProvenBy(proof, bytes, [KEY.verifier])).toBe(true);
    expect(writ('prove', '--known', 'kept', '--data', '.')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^(?:[\w+/]{43}=\n)+$/u) as unknown,
    });
  });
});
