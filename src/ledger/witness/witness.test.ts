import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { COSIGNATURE, signerOf } from '../note/keys.ts';
import { parseNote, printNote, signNote } from '../note/note.ts';
import { parseTreeHead, printTreeHead } from '../note/tree-head.ts';
import { Prover } from '../read/prove.ts';
import { verifyLog } from '../read/verify.ts';
import { event, KEY, openLedger, ORIGIN, OTHER_KEY } from '../testing/ledgers.ts';
import { MemoryDisk } from '../testing/memory-disk.ts';
import type { Ledger } from '../write/ledger.ts';
import { HttpCosigner } from './cosigner.ts';
import { printRequest } from './request.ts';
import { witnessServer } from './serve.ts';
import { Witness, type Answer } from './witness.ts';

const WITNESS = signerOf('witness.test/w1', COSIGNATURE, Buffer.alloc(32, 4));
const at = (): Date => new Date(1_800_000_000_000);
const witnessOn = (disk: MemoryDisk): Witness => new Witness({ disk, signer: WITNESS, logs: [KEY.verifier], now: at });

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listening(witness: Witness): Promise<HttpCosigner> {
  const server = witnessServer(witness);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return new HttpCosigner({ url: new URL(`http://127.0.0.1:${port}`), verifier: WITNESS.verifier });
}

async function grown(ledger: Ledger, entries: number): Promise<void> {
  await Promise.all(Array.from({ length: entries }, (_, number) => ledger.append(event(number))));
  await ledger.seal();
}

/** A request as somebody who has the log's files can make it. */
async function requested(disk: MemoryDisk, old: number): Promise<Buffer> {
  const note = disk.files.get('checkpoint') ?? Buffer.alloc(0);
  const head = parseTreeHead(parseNote(note)?.text ?? '');
  if (!head) throw new Error('no head');
  return printRequest({ old, proof: await new Prover(disk, note, head).consistency(old), note });
}

describe('a witness', () => {
  it('cosigns what goes on from what it has seen, and the log publishes that with its heads', async () => {
    const disk = new MemoryDisk();
    const cosigner = await listening(witnessOn(new MemoryDisk()));
    const ledger = await openLedger(disk, { cosigners: [cosigner] });
    await grown(ledger, 30);
    await grown(ledger, 400);
    // Another process does not know what the witness has seen, and asks.
    await ledger.close();
    const again = await openLedger(disk, { cosigners: [await listening(witnessOn(new MemoryDisk()))] });
    await grown(again, 5);
    await again.close();
    const { faults, witnessed, unknown } = await verifyLog(disk, {
      keys: [KEY.verifier],
      witnesses: [WITNESS.verifier],
    });
    expect(faults).toEqual([]);
    expect(witnessed).toEqual([{ name: 'witness.test/w1', time: 1_800_000_000 }]);
    expect(unknown).toEqual([]);
  });

  it('refuses a second history, also after it was started again, and the log tells of it and goes on', async () => {
    const memory = new MemoryDisk();
    const first = new MemoryDisk();
    const ledger = await openLedger(first, { cosigners: [await listening(witnessOn(memory))] });
    await grown(ledger, 20);
    const other = new MemoryDisk();
    const told: unknown[] = [];
    const forked = await openLedger(other, {
      cosigners: [await listening(witnessOn(new MemoryDisk(memory.files)))],
      onUncosigned: (_, error) => told.push(error),
    });
    await grown(forked, 7);
    expect(String(told[0])).toContain('it has seen 20 entries of this log, which has 7');
    await Promise.all(Array.from({ length: 30 }, (_, number) => forked.append({ ...event(number), reason: 'forged' })));
    await forked.seal();
    expect(String(told[1])).toContain('422');
    const { faults, witnessed } = await verifyLog(other, { keys: [KEY.verifier], witnesses: [WITNESS.verifier] });
    expect([faults, witnessed]).toEqual([[], []]);
  });

  it('answers as the protocol has it', async () => {
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk);
    await grown(ledger, 9);
    const small = await requested(disk, 0);
    await grown(ledger, 9);
    const witness = witnessOn(new MemoryDisk());
    const ask = async (body: Buffer): Promise<Pick<Answer, 'status' | 'body'>> => {
      const { status, body: text } = await witness.addCheckpoint(body);
      return { status, body: text };
    };
    expect(await ask(await requested(disk, 9))).toEqual({ status: 409, body: '0\n' });
    expect((await ask(small)).status).toBe(200);
    expect(await ask(small)).toEqual({ status: 409, body: '9\n' });
    const good = await requested(disk, 9);
    const flipped = Buffer.from(good);
    flipped[10] = flipped[10] === 0x41 ? 0x42 : 0x41;
    expect((await ask(flipped)).status).toBe(422);
    expect((await ask(good)).status).toBe(200);
    expect((await ask(Buffer.from(good.toString().replace('old 9', 'old 18').replace(/\n[^\n]{44}(?=\n)/gu, '')))).status).toBe(400);
    expect((await ask(Buffer.from(good.toString().replace('old 9', 'old 19')))).status).toBe(400);
    const foreign = printNote(signNote(printTreeHead({ ...ledger.head, origin: 'other.test/log' }), [KEY]));
    expect((await ask(printRequest({ old: 0, proof: [], note: Buffer.from(foreign) }))).status).toBe(404);
    const unsigned = printNote(signNote(printTreeHead(ledger.head), [OTHER_KEY]));
    expect((await ask(printRequest({ old: 18, proof: [], note: Buffer.from(unsigned) }))).status).toBe(403);
    for (const bad of ['', 'old 1\n', 'old 01\n\n', `old -1\n\n${ORIGIN}`, `old 1\n${'AAAA\n'.repeat(3)}\n`])
      expect((await ask(Buffer.from(bad))).status).toBe(400);
  }); // prettier-ignore

  it('cosigns one of two histories that come at once', async () => {
    const witness = witnessOn(new MemoryDisk());
    const asked = await Promise.all(
      ['one', 'two'].map(async (reason) => {
        const disk = new MemoryDisk();
        const ledger = await openLedger(disk);
        await ledger.append({ ...event(1), reason });
        await ledger.seal();
        return requested(disk, 0);
      }),
    );
    const answers = await Promise.all(asked.map((body) => witness.addCheckpoint(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('signs nothing that it cannot keep, and nothing once its memory is damaged', async () => {
    const memory = new MemoryDisk();
    const disk = new MemoryDisk();
    await grown(await openLedger(disk), 3);
    memory.refuse = () => new Error('no space left on device');
    await expect(witnessOn(memory).addCheckpoint(await requested(disk, 0))).rejects.toThrow('no space');
    memory.refuse = undefined;
    expect((await witnessOn(memory).addCheckpoint(await requested(disk, 0))).status).toBe(200);
    for (const [path] of memory.files) memory.files.set(path, Buffer.from('x'));
    await expect(witnessOn(memory).addCheckpoint(await requested(disk, 0))).rejects.toThrow('is damaged');
  });

  it('that is away, slow or lies holds nothing up for long and adds nothing', async () => {
    const told: string[] = [];
    const away = new HttpCosigner({ url: new URL('http://127.0.0.1:1/'), verifier: WITNESS.verifier });
    const liar = new Witness({ disk: new MemoryDisk(), signer: { ...WITNESS, privateKey: OTHER_KEY.privateKey }, logs: [KEY.verifier], now: at });
    const disk = new MemoryDisk();
    const ledger = await openLedger(disk, {
      cosigners: [away, await listening(liar)],
      onUncosigned: (_, error) => told.push(String(error)),
    });
    await grown(ledger, 3);
    expect(told).toHaveLength(2);
    expect(told[1]).toContain('did not sign');
    expect((await verifyLog(disk, { keys: [KEY.verifier] })).faults).toEqual([]);
  }); // prettier-ignore
});
