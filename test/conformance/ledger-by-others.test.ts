import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicKey } from 'node:crypto';
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalDisk } from '../../src/ledger/disk/local.ts';
import { entriesOf } from '../../src/ledger/read/entries.ts';
import { parseProof, Prover } from '../../src/ledger/read/prove.ts';
import { event, KEY, openLedger, ORIGIN } from '../../src/ledger/testing/ledgers.ts';
import type { Ledger } from '../../src/ledger/write/ledger.ts';

type LogEntry = Parameters<typeof verifyCheckpoint>[0];
type LogAuthority = Parameters<typeof verifyCheckpoint>[1][number];

const ENTRIES = 700;
const folder = mkdtempSync(join(tmpdir(), 'writ-by-others-'));
const disk = new LocalDisk(join(folder, 'log'));
let ledger: Ledger;

beforeAll(async () => {
  ledger = await openLedger(disk);
  await Promise.all(Array.from({ length: ENTRIES }, (_, at) => ledger.append(event(at))));
  await ledger.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The log as a verifier of others is told of it: an address that holds its name, and a key whose id begins as in the signature. */
const AUTHORITY: LogAuthority = {
  baseURL: `https://${ORIGIN}`,
  logID: Buffer.concat([KEY.verifier.id, Buffer.alloc(28)]),
  publicKey: createPublicKey(KEY.privateKey),
  validFor: { start: new Date(0), end: new Date(8.64e15) },
};

/** What `writ ledger prove` prints, as the transparency log entry of a bundle. */
async function entryOf(prover: Prover, index: number, body: Buffer): Promise<LogEntry> {
  const proof = parseProof(await prover.proofText(index));
  if (!proof) throw new Error('no proof');
  return {
    logIndex: String(index),
    logId: { keyId: Buffer.alloc(32) },
    kindVersion: { kind: 'writ', version: '1' },
    integratedTime: '0',
    inclusionPromise: undefined,
    inclusionProof: {
      logIndex: String(proof.index),
      rootHash: proof.head.root,
      treeSize: String(proof.head.size),
      hashes: [...proof.hashes],
      checkpoint: { envelope: proof.note.toString() },
    },
    canonicalizedBody: body,
  };
}

describe('the log as @sigstore/verify reads it', () => {
  it('is signed, and every entry is in it', async () => {
    const note = (await disk.read('checkpoint')) ?? Buffer.alloc(0);
    const prover = new Prover(disk, note, ledger.head);
    let seen = 0;
    for await (const { index, bytes } of entriesOf(disk, ENTRIES)) {
      const entry = await entryOf(prover, index, bytes);
      const head = verifyCheckpoint(entry, [AUTHORITY]);
      expect([head.origin, head.logSize]).toEqual([ORIGIN, BigInt(ENTRIES)]);
      expect(() => {
        verifyMerkleInclusion(entry, head);
      }).not.toThrow();
      seen++;
    }
    expect(seen).toBe(ENTRIES);
  });

  it('does not hold what it does not hold, and is not signed by another', async () => {
    const note = (await disk.read('checkpoint')) ?? Buffer.alloc(0);
    const prover = new Prover(disk, note, ledger.head);
    const forged = await entryOf(prover, 3, Buffer.from('{}'));
    expect(() => {
      verifyMerkleInclusion(forged, verifyCheckpoint(forged, [AUTHORITY]));
    }).toThrow('does not match');
    expect(() => verifyCheckpoint(forged, [{ ...AUTHORITY, logID: Buffer.alloc(32) }])).toThrow('signature');
  });
});
