import { randomBytes, verify } from 'node:crypto';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { KeyKind } from '../../spiffe/keys/port.ts';
import type { KeyCustody } from './custody.ts';
import { diskCustody } from './disk.ts';
import { localWrapping, open, seal } from './envelope.ts';
import { memoryCustody } from './memory.ts';
import { wrappingKey } from './wrapping-key.ts';

const home = mkdtempSync(join(tmpdir(), 'writ-custody-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
let folders = 0;
const folder = (): string => join(home, String(folders++));
const wrapping = localWrapping('test', randomBytes(32));

const KINDS: readonly KeyKind[] = ['ec-p256', 'ec-p384', 'rsa-2048'];

describe.each<[string, () => KeyCustody]>([
  ['memory', memoryCustody],
  ['disk', () => diskCustody(folder(), wrapping)],
])('keys that %s keeps', (_, make) => {
  it.each(KINDS)('sign, of kind %s', async (kind) => {
    const custody = make();
    const made = await custody.make(kind);
    const again = await custody.key(made.id);
    const data = Buffer.from('to sign');
    const signature = await again?.sign(data, 'der');
    const hash = kind === 'ec-p384' ? 'sha384' : 'sha256';
    expect(made.kind).toBe(kind);
    expect(verify(hash, data, made.publicKey, signature ?? Buffer.alloc(0))).toBe(true);
  });

  it('have ids of their own', async () => {
    const custody = make();
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await custody.make('ec-p256')).id));
    expect(new Set(ids).size).toBe(5);
  });

  it('are of nobody when they are dropped, which may be said twice', async () => {
    const custody = make();
    const { id } = await custody.make('ec-p256');
    await custody.drop(id);
    await custody.drop(id);
    expect(await custody.key(id)).toBeUndefined();
  });

  it.each(['', 'gone', '../gone', '0'.repeat(32)])('are not there under "%s"', async (id) => {
    const custody = make();
    await custody.drop(id);
    expect(await custody.key(id)).toBeUndefined();
  });

  it('have no printable form', async () => {
    const key = await make().make('ec-p256');
    expect(JSON.stringify(key)).not.toMatch(/"d"|PRIVATE/u);
  });
});

describe('keys on a disk', () => {
  it('are there after a start, in files that only their owner may read', async () => {
    const at = folder();
    const { id, publicKey } = await diskCustody(at, wrapping).make('ec-p256');
    const again = await diskCustody(at, wrapping).key(id);
    expect(again?.publicKey.equals(publicKey)).toBe(true);
    expect(readdirSync(at)).toEqual([`${id}.key`]);
    expect([statSync(at).mode & 0o777, statSync(join(at, `${id}.key`)).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('lie in an envelope: nothing of the key stands in its file', async () => {
    const at = folder();
    const { id } = await diskCustody(at, wrapping).make('ec-p256');
    const text = readFileSync(join(at, `${id}.key`), 'utf8');
    const pkcs8 = Buffer.from('301306072a8648ce3d0201', 'hex');
    for (const part of text.match(/[A-Za-z0-9+/=]{24,}/gu) ?? [])
      expect(Buffer.from(part, 'base64').includes(pkcs8)).toBe(false);
  });

  it.each<[string, (file: string, at: string) => void, RegExp]>([
    ['changed', (file) => { const text = readFileSync(file, 'utf8'); writeFileSync(file, text.replace(/"sealed":"(.)/u, (_, one: string) => `"sealed":"${one === 'A' ? 'B' : 'A'}`)); }, /was changed/u],
    ['of another kind', (file) => { writeFileSync(file, readFileSync(file, 'utf8').replace('ec-p256', 'ec-p384')); }, /was changed/u],
    ['cut off', (file) => { writeFileSync(file, readFileSync(file, 'utf8').slice(0, 60)); }, /is no key/u],
    ['empty', (file) => { writeFileSync(file, ''); }, /is no key/u],
    ['of a kind that nobody knows', (file) => { writeFileSync(file, readFileSync(file, 'utf8').replace('ec-p256', 'toString')); }, /is no key/u],
  ])('are refused when the file is %s, and none of it is told', async (_, harm, says) => {
    const at = folder();
    const { id } = await diskCustody(at, wrapping).make('ec-p256');
    harm(join(at, `${id}.key`), at);
    const refused = diskCustody(at, wrapping).key(id);
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.not.toThrow(/sealed/u);
  }); // prettier-ignore

  it('do not open under another name, nor with another wrapping key', async () => {
    const at = folder();
    const custody = diskCustody(at, wrapping);
    const [one, other] = [await custody.make('ec-p256'), await custody.make('ec-p256')];
    renameSync(join(at, `${one.id}.key`), join(at, `${other.id}.key`));
    await expect(diskCustody(at, wrapping).key(other.id)).rejects.toThrow(/was changed, or is of another key/u);
    await expect(diskCustody(at, localWrapping('else', randomBytes(32))).key(other.id)).rejects.toThrow(
      /another wrapping key \(test\)/u,
    );
  });
});

describe('an envelope', () => {
  it('opens for what it is about alone', async () => {
    const sealed = await seal(Buffer.from('secret'), Buffer.from('a'), wrapping);
    expect(String(await open(sealed, Buffer.from('a'), wrapping))).toBe('secret');
    await expect(open(sealed, Buffer.from('b'), wrapping)).rejects.toThrow();
    await expect(open({ ...sealed, sealed: '' }, Buffer.from('a'), wrapping)).rejects.toThrow('cut off');
    await expect(open({ ...sealed, wrapped: 'AAAA' }, Buffer.from('a'), wrapping)).rejects.toThrow('cut off');
  });

  it('is another each time', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => seal(Buffer.from('s'), Buffer.alloc(0), wrapping)));
    expect(one?.sealed).not.toBe(other?.sealed);
    expect(one?.wrapped).not.toBe(other?.wrapped);
  });
});

describe('a wrapping key', () => {
  it('is made once in the data folder, and only for its owner', () => {
    const file = join(folder(), 'keys', 'wrapping.key');
    const { name } = wrappingKey(file, false);
    expect(wrappingKey(file, false).name).toBe(name);
    expect(name).toMatch(/^file:[0-9a-f]{16}$/u);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that is named has to be there, be one, and be of its owner alone', () => {
    const file = join(home, 'named.key');
    expect(() => wrappingKey(file, true)).toThrow(/there is no wrapping key/u);
    writeFileSync(file, 'short', { mode: 0o600 });
    expect(() => wrappingKey(file, true)).toThrow(/is no wrapping key: 32 bytes in base64/u);
    writeFileSync(file, randomBytes(32).toString('base64'));
    expect(wrappingKey(file, true).name).toMatch(/^file:/u);
    chmodSync(file, 0o640);
    expect(() => wrappingKey(file, true)).toThrow(/may be read by others/u);
  });
});
