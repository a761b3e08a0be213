import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { worlds } from '../../../test/graph/worlds.ts';
import { decodeSnapshot, encodeSnapshot, SnapshotError, snapshotChunks, tablesOf } from '../snapshot.ts';
import { isSound } from './sound.ts';

const estates = worlds.map((world) => ({ facts: [], sources: [], diagnostics: [], ...world }));

it('tables that are sound make the same estate when they are not checked again', () => {
  fc.assert(
    fc.property(estates, (estate) => {
      const bytes = Uint8Array.from(encodeSnapshot(estate));
      expect(isSound(bytes)).toBe(true);
      expect(decodeSnapshot(bytes, { sound: () => true }).estate()).toEqual(decodeSnapshot(bytes).estate());
    }),
    { numRuns: 60 },
  );
});

it('what the checks of a reader refuse is never sound, whatever bytes are damaged', () => {
  fc.assert(
    fc.property(
      estates,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 40 }),
      (estate, edits) => {
        const damaged = Buffer.from(encodeSnapshot(estate));
        for (const [place, value] of edits) damaged[512 + (place % (damaged.length - 512))] = value;
        if (!isSound(damaged)) return;
        // Its columns hold; of damage elsewhere the checksum tells.
        expect(() => decodeSnapshot(damaged, { digest: () => damaged.subarray(-32) })).not.toThrow();
      },
    ),
    { numRuns: 300 },
  );
});

it('a snapshot that numbers kinds otherwise is left to whoever translates it, and what is none is not sound', () => {
  const tables = tablesOf({ nodes: [], edges: [], facts: [], sources: [], diagnostics: [] });
  const names = JSON.parse(new TextDecoder().decode(tables.names)) as Record<string, string[]>;
  const other = { ...tables, names: new TextEncoder().encode(JSON.stringify({ ...names, nodeKinds: undefined })) };
  expect(isSound(Buffer.concat([...snapshotChunks(tables)]))).toBe(true);
  expect(isSound(Buffer.concat([...snapshotChunks(other)]))).toBe(false);
  expect(isSound(Buffer.from('WRITSNAP'))).toBe(false);
  expect(() => decodeSnapshot(Buffer.from('WRITSNAP'), { sound: () => true })).toThrow(SnapshotError);
});
