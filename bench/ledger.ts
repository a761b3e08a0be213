import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalDisk } from '../src/ledger/disk/local.ts';
import type { LedgerEvent } from '../src/ledger/entry/entry.ts';
import { ED25519, signerOf } from '../src/ledger/note/keys.ts';
import { Prover } from '../src/ledger/read/prove.ts';
import { verifyLog } from '../src/ledger/read/verify.ts';
import { Ledger } from '../src/ledger/write/ledger.ts';
import type { Figure } from './figure.ts';

const EVENTS = 1_000_000;
/** Events that are handed over before the first of them is waited for. */
const AT_ONCE = 4096;
const SINGLES = 2000;
const PROOFS = 5000;
const ORIGIN = 'bench.writ.test/log';
const KEY = signerOf(ORIGIN, ED25519, Buffer.alloc(32, 5));

/**
 * `ledger.batch.per_s`: events from objects to durable, in batches, and until the last of them is under a signed tree head; beside it `ledger.raw.per_s`, as many bytes appended and
 * fdatasynced in as many batches, nothing computed. `ledger.single`: one event after the other, each waited for until it is durable.
 * `ledger.proofs.per_s`: inclusion proofs of entries chosen at random of a million. `ledger.verify1m.seconds`: the whole log from its files.
 */
export async function* ledgerFigures(events = EVENTS): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-ledger-'));
  try {
    const disk = new LocalDisk(join(folder, 'log'));
    const ledger = await Ledger.open({ disk, origin: ORIGIN, signers: [KEY], emitter: 'bench', now: () => new Date() });
    yield {
      name: 'ledger.batch.per_s',
      value: await perSecond(events, (from, to) => batch(ledger, from, to, events)),
      unit: '1/s',
      bound: { atLeast: 30_000 },
    };
    yield {
      name: 'ledger.raw.per_s',
      value: await raw(join(folder, 'raw'), events),
      unit: '1/s',
      neighbourOf: 'ledger.batch.per_s',
    };
    const singles = await singleMilliseconds(ledger);
    yield {
      name: 'ledger.single.p50_ms',
      value: singles[Math.floor(SINGLES * 0.5)] ?? Number.NaN,
      unit: 'ms',
      bound: { atMost: 2 },
    };
    yield {
      name: 'ledger.single.p99_ms',
      value: singles[Math.floor(SINGLES * 0.99)] ?? Number.NaN,
      unit: 'ms',
      bound: { atMost: 20 },
    };
    const head = await ledger.seal();
    const prover = new Prover(disk, (await disk.read('checkpoint')) ?? Buffer.alloc(0), head);
    yield {
      name: 'ledger.proofs.per_s',
      value: await perSecond(PROOFS, async (from, to) => {
        // A stride that shares no factor with the size visits the whole log.
        for (let at = from; at < to; at++) await prover.inclusion((at * 7919) % head.size);
      }),
      unit: '1/s',
      bound: { atLeast: 2000 },
    };
    const started = performance.now();
    const { faults, entries } = await verifyLog(disk, { keys: [KEY.verifier] });
    if (faults.length > 0 || entries < events) throw new Error('the log that was measured does not verify');
    yield {
      name: 'ledger.verify1m.seconds',
      value: (performance.now() - started) / 1000,
      unit: 's',
      bound: { atMost: 20 },
    };
    await ledger.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nobody waits for a seal but at the end, when all that was acknowledged must be in the tree. */
async function batch(ledger: Ledger, from: number, to: number, events: number): Promise<void> {
  await Promise.all(Array.from({ length: to - from }, (_, at) => ledger.append(event(from + at))));
  const sealed = ledger.seal();
  if (to === events) await sealed;
  else void sealed;
}

const event = (number: number): LedgerEvent => ({
  kind: 'decision',
  actor: `spiffe://bench.writ.test/ns/team-${number % 50}/sa/agent-${number % 997}`,
  onBehalfOf: `person-${number % 211}`,
  action: 'tools/call',
  object: `mcp:Tool:default/tickets/create-${number % 31}`,
  outcome: number % 9 === 0 ? 'denied' : 'allowed',
  policy: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  trace: (0x10000000 + number).toString(16).padStart(32, '0'),
});

async function raw(path: string, events: number): Promise<number> {
  const bytes = Buffer.alloc(512 * AT_ONCE, 0x20);
  const file = await open(path, 'a');
  try {
    return await perSecond(events, async () => {
      await file.appendFile(bytes);
      await file.datasync();
    });
  } finally {
    await file.close();
  }
}

async function perSecond(count: number, some: (from: number, to: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  for (let at = 0; at < count; at += AT_ONCE) await some(at, Math.min(count, at + AT_ONCE));
  return count / ((performance.now() - started) / 1000);
}

async function singleMilliseconds(ledger: Ledger): Promise<readonly number[]> {
  const took: number[] = [];
  for (let at = 0; at < SINGLES; at++) {
    const started = performance.now();
    await ledger.append(event(at));
    took.push(performance.now() - started);
  }
  return took.sort((a, b) => a - b);
}
