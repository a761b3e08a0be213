import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../model/estate.ts';
import { worlds } from '../../test/graph/worlds.ts';
import { buildGraph, graphOf } from './build.ts';
import type { EstateGraph } from './port.ts';
import { decodeSnapshot, encodeSnapshot, SnapshotError, snapshotChunks, tablesOf } from './snapshot.ts';

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** Any UTF-16, with halves of pairs that UTF-8 cannot hold, and the two ends of the planes that UTF-8 and UTF-16 sort differently. */
const halves = fc
  .array(fc.oneof(fc.constantFrom(0xd800, 0xdc00, 0xe000, 0xffff), fc.nat(0xffff)), { maxLength: 4 })
  .map((units) => String.fromCharCode(...units));

/** Estates with every optional field, odd text, and places of both sorts. */
const estates: fc.Arbitrary<Estate> = fc
  .record({
    world: worlds,
    texts: fc.array(fc.oneof(fc.string({ unit: 'binary' }), halves), { minLength: 30, maxLength: 30 }),
    numbers: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  })
  .map(({ world, texts, numbers }): Estate => {
    const text = (place: number): string => texts[place % 30] ?? '';
    const place = (i: number) =>
      i % 3 === 0 ? { object: text(i), at: text(i + 1) } : { file: text(i), line: numbers[i % 30] ?? 0 };
    const ids = new Map(world.nodes.map(({ id }, i) => [id, `${text(i)}:${i}`]));
    const nodes = world.nodes.map((node, i) => ({
      ...node,
      id: ids.get(node.id) ?? '',
      name: text(i),
      realm: text(i + 1),
      evidence: Array.from({ length: i % 4 }, (_, k) => place(i + k)),
      ...(i % 2 ? { namespace: text(i + 2), implied: true as const } : {}),
      ...(i % 3 ? { declared: { owner: text(i + 3) } } : {}),
    }));
    const edges = world.edges.map((edge, i) => ({
      ...edge,
      from: ids.get(edge.from) ?? '',
      to: ids.get(edge.to) ?? '',
      ...(i % 2 ? { precondition: text(i) } : {}),
      evidence: [place(i), place(i + 7)],
    }));
    const sources = [{ path: text(0), kind: 'k8s', files: 1, objects: 2 }];
    return { nodes: [...nodes].sort(byId), edges: [...edges].sort(byId), facts: [], sources, diagnostics: [] };
  });

describe('snapshot', () => {
  it('gives back what was encoded, to the estate and to the graph', () => {
    fc.assert(
      fc.property(estates, fc.jsonValue(), (estate, extra) => {
        const snapshot = decodeSnapshot(encodeSnapshot(estate, extra));
        expect(snapshot.estate()).toEqual(estate);
        expect(JSON.stringify(snapshot.rest().extra)).toBe(JSON.stringify(extra));
        const [one, other] = [graphOf(snapshot.columns), buildGraph(estate)];
        expect(one.exposure()).toEqual(other.exposure());
        expect(one.changes()).toEqual(other.changes());
        for (const node of estate.nodes) expect(one.node(node.id)).toEqual(node);
        for (const edge of estate.edges) expect(one.edge(edge.id)).toEqual(edge);
        expect(one.node('none')).toBeUndefined();
        expect(one.edge('none')).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what few ask for in a section of its own, which older files do not have', () => {
    const estate: Estate = { nodes: [], edges: [], facts: [], sources: [], diagnostics: [] };
    const [older, newer] = [tablesOf(estate), tablesOf(estate, undefined, Uint8Array.of(1, 2, 3))].map((tables) =>
      Uint8Array.from(Buffer.concat([...snapshotChunks(tables)])),
    );
    expect(decodeSnapshot(older ?? new Uint8Array(0)).policies).toBeUndefined();
    expect(decodeSnapshot(newer ?? new Uint8Array(0)).policies).toEqual(Uint8Array.of(1, 2, 3));
    for (const count of [29, 32]) {
      const wrong = Uint8Array.from(newer ?? []);
      wrong[12] = count;
      expect(() => decodeSnapshot(wrong)).toThrow('a wrong number of sections');
    }
  });

  it('is the same bytes whatever the order of the input', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        const turned = { ...estate, nodes: [...estate.nodes].reverse(), edges: [...estate.edges].reverse() };
        expect(encodeSnapshot(turned)).toEqual(encodeSnapshot(estate));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps edge ids that are not hashes, and fields that it does not know', () => {
    const [a, b] = ['k8s:Pod:x/a', 'k8s:Pod:x/b'];
    const node = { kind: 'Pod', name: 'n', realm: 'x', environment: 'prod', evidence: [] } as const;
    const edge = { kind: 'POD_EXEC', from: a, to: b, confidence: 'proved', evidence: [] } as const;
    const estate: Estate = {
      nodes: [
        { ...node, id: a, ...{ later: [1] } },
        { ...node, id: b },
      ],
      edges: [
        { ...edge, id: 'first', ...{ later: true } },
        { ...edge, id: 'second' },
      ],
      facts: [],
      sources: [],
      diagnostics: [],
    };
    const snapshot = decodeSnapshot(encodeSnapshot(estate));
    expect(snapshot.estate()).toEqual(estate);
    expect(graphOf(snapshot.columns).edge('second')?.to).toBe(b);
  });

  it('reads the codes of a program that numbers its kinds otherwise, and refuses kinds that it does not know', () => {
    fc.assert(
      fc.property(estates, (estate) => {
        const tables = tablesOf(estate);
        const names = JSON.parse(new TextDecoder().decode(tables.names)) as Record<string, string[]>;
        const turned = Object.fromEntries(Object.entries(names).map(([list, all]) => [list, [...all].reverse()]));
        const flip = (column: Uint8Array, list: string, shift = 0): Uint8Array =>
          column.map((code) => (code < shift ? code : (names[list]?.length ?? 0) - 1 - code + shift * 2));
        const other = {
          ...tables,
          names: new TextEncoder().encode(JSON.stringify(turned)),
          kind: flip(tables.kind, 'nodeKinds'),
          environ: flip(tables.environ, 'environments'),
          entry: flip(tables.entry, 'entries', 1),
          ekind: flip(tables.ekind, 'edgeKinds'),
          trust: flip(tables.trust, 'confidences'),
        };
        expect(decodeSnapshot(Buffer.concat([...snapshotChunks(other)])).estate()).toEqual(estate);
        const unknown = new TextEncoder().encode(JSON.stringify({ ...names, nodeKinds: ['Dragon'] }));
        expect(() => decodeSnapshot(Buffer.concat([...snapshotChunks({ ...tables, names: unknown })]))).toThrow(
          'is of no known nodeKinds',
        );
      }),
      { numRuns: 50 },
    );
  });

  it('holds more text than the first room for it', () => {
    const nodes = Array.from({ length: 3000 }, (_, i) => ({
      id: `k8s:Pod:x/${String(i).padStart(5, '0')}`,
      kind: 'Pod' as const,
      name: `${'long'.repeat(20)}${i}`,
      realm: 'x',
      environment: 'prod' as const,
      evidence: [],
    }));
    const estate: Estate = { nodes, edges: [], facts: [], sources: [], diagnostics: [] };
    expect(decodeSnapshot(encodeSnapshot(estate)).estate()).toEqual(estate);
  });

  it('reads bytes that are not aligned', () => {
    const whole = encodeSnapshot({ nodes: [], edges: [], facts: [], sources: [], diagnostics: [] }, 'x');
    const moved = new Uint8Array(whole.length + 3);
    moved.set(whole, 3);
    expect(decodeSnapshot(moved.subarray(3)).rest().extra).toBe('x');
  });

  it('refuses what is cut short', () => {
    fc.assert(
      fc.property(estates, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (estate, part) => {
        const bytes = encodeSnapshot(estate);
        expect(() => decodeSnapshot(bytes.subarray(0, Math.floor(bytes.length * part)))).toThrow(SnapshotError);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses every flipped bit by the checksum', () => {
    fc.assert(
      fc.property(estates, fc.nat(), fc.nat(7), (estate, place, bit) => {
        const bytes = Uint8Array.from(encodeSnapshot(estate));
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(() => decodeSnapshot(bytes)).toThrow(SnapshotError);
      }),
      { numRuns: 300 },
    );
  });

  it('answers or refuses, and nothing else, when the checksum was forged over changed bytes', () => {
    fc.assert(
      fc.property(
        estates,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (estate, edits) => {
          const bytes = Uint8Array.from(encodeSnapshot(estate));
          for (const [place, value] of edits) bytes[place % (bytes.length - 32)] = value;
          onlySnapshotErrors(signed(bytes));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('refuses to show a row whose place, precondition or id is forged, and names the place', () => {
    const [a, b] = ['k8s:Pod:x/a', 'k8s:Pod:x/b'];
    const node = { kind: 'Pod', name: 'n', realm: 'x', environment: 'prod', evidence: [] } as const;
    const edge = {
      kind: 'POD_EXEC',
      from: a,
      to: b,
      confidence: 'proved',
      evidence: [{ file: 'f', line: 1 }],
    } as const;
    const estate: Estate = {
      nodes: [
        { ...node, id: a },
        { ...node, id: b },
      ],
      edges: [
        { ...edge, id: 'e:0000000000000001' },
        { ...edge, id: 'e:0000000000000002' },
      ],
      facts: [],
      sources: [],
      diagnostics: [],
    };
    const tables = tablesOf(estate);
    const forged = (change: Partial<typeof tables>): EstateGraph =>
      graphOf(decodeSnapshot(Buffer.concat([...snapshotChunks({ ...tables, ...change })])).columns);
    expect(() => forged({ where: Uint32Array.of(0, 99) }).outgoing(a)).toThrow('a reference to no string');
    expect(() => forged({ given: Uint32Array.of(0, 99) }).outgoing(a)).toThrow('a reference to no string');
    expect(() => forged({ place: Uint8Array.of(0, 7) }).outgoing(a)).toThrow('no such kind of place');
    expect(() => forged({ place: Uint8Array.of(0, 1), at: Uint32Array.of(1, 99) }).outgoing(a)).toThrow('to no string');
    expect(() => forged({ idLow: Uint32Array.of(2, 2) }).edge('e:0000000000000002')).toThrow('edge ids do not rise');
    expect(() => forged({ eseen: Uint32Array.of(0, 2, 1) })).toThrow('the places fall');
  });

  it('names the place and the reason', () => {
    const bytes = Uint8Array.from(encodeSnapshot({ nodes: [], edges: [], facts: [], sources: [], diagnostics: [] }));
    bytes[8] = 9;
    expect(() => decodeSnapshot(bytes)).toThrow('not a readable snapshot: version 9, this program reads 1 (at byte 8)');
    expect(() => decodeSnapshot(new Uint8Array(5))).toThrow('it does not start with WRITSNAP (at byte 0)');
  });
});

function signed(bytes: Uint8Array): Uint8Array {
  const body = bytes.subarray(0, bytes.length - 32);
  bytes.set(createHash('sha256').update(body).digest(), body.length);
  return bytes;
}

/** Whatever such a file holds: reading it in every way ends in an answer or a SnapshotError. */
function onlySnapshotErrors(bytes: Uint8Array): void {
  try {
    const snapshot = decodeSnapshot(bytes);
    const graph = graphOf(snapshot.columns);
    graph.exposure();
    graph.changes();
    for (const node of graph.nodes()) graph.reach(node.id);
    for (const edge of graph.edges()) graph.whatIf([edge.id]);
    snapshot.estate();
  } catch (error) {
    expect(error).toBeInstanceOf(SnapshotError);
  }
}
