import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connector } from '../../src/connectors/port.ts';
import { readTexts, type Told } from '../../src/connectors/testing/read-texts.ts';

export interface Sample {
  /** Text by path: a small estate of the source, with what it can show. */
  readonly files: Readonly<Record<string, string>>;
  /** Values in the files that must not stand in anything that is told. */
  readonly secrets: readonly string[];
}

/** What every connector keeps, whatever it reads. A new one runs this in two lines. */
export function connectorContract(connector: Connector, sample: Sample): void {
  const paths = Object.keys(sample.files);
  const read = (files: Readonly<Record<string, string>>, order = Object.keys(files)): Told =>
    readTexts(connector, Object.fromEntries(order.map((path) => [path, files[path] ?? ''])));

  describe(`the connector ${connector.name}`, () => {
    it('tells something of its sample, each node and edge with evidence', () => {
      const { estate } = read(sample.files);
      expect(estate.nodes.length).toBeGreaterThan(0);
      expect(estate.edges.length).toBeGreaterThan(0);
      expect(estate.nodes.filter((one) => one.evidence.length === 0 && !one.implied)).toEqual([]);
      expect(estate.edges.filter((one) => one.evidence.length === 0)).toEqual([]);
      expect(estate.edges.filter((one) => one.confidence === 'possible' && one.precondition === undefined)).toEqual([]);
      expect(estate.sources.map((one) => one.kind)).toContain(connector.name);
    });

    it('names only places that it was given, and lines that are there', () => {
      const { estate } = read(sample.files);
      for (const { evidence } of [...estate.nodes, ...estate.edges, ...estate.facts])
        for (const place of evidence)
          if ('file' in place) {
            expect(paths).toContain(place.file);
            expect(place.line).toBeLessThanOrEqual((sample.files[place.file] ?? '').split('\n').length);
          }
    });

    it('claims only what it was given', () => {
      const { claimed } = read(sample.files);
      expect([...claimed].filter((path) => !paths.includes(path))).toEqual([]);
    });

    it('tells the same in any order of files', () => {
      const forth = read(sample.files);
      const back = read(sample.files, [...paths].reverse());
      expect(back.estate.nodes).toEqual(forth.estate.nodes);
      expect(back.estate.edges).toEqual(forth.estate.edges);
    });

    it('tells no secret', () => {
      const told = JSON.stringify(read(sample.files).estate);
      for (const secret of sample.secrets) expect(told).not.toContain(secret);
    });

    it('survives its own files cut short or overwritten', () => {
      const damage = fc.record({ path: fc.constantFrom(...paths), at: fc.nat(5000), put: fc.string({ maxLength: 8 }) });
      fc.assert(
        fc.property(damage, ({ path, at, put }) => {
          const text = sample.files[path] ?? '';
          read({ ...sample.files, [path]: text.slice(0, at) });
          read({ ...sample.files, [path]: text.slice(0, at) + put + text.slice(at + put.length) });
        }),
        { numRuns: 25 },
      );
    });

    it('says nothing of what is not its own', () => {
      const { estate, claimed } = read({ 'notes.txt': 'hello', 'data.bin': '\u0001\u0002', 'empty.json': '' });
      expect(estate.nodes).toEqual([]);
      expect([...claimed]).toEqual([]);
    });
  });
}
