import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WritError } from '../model/errors.ts';
import { INCLUDES } from './includes.ts';
import { jsonReport } from './json.ts';
import { fromJson, fromSnapshot } from './read-estate.ts';
import { saveEstate } from './saved.ts';
import { story } from './testing/story.ts';

const json = (include: readonly (typeof INCLUDES)[number][] = INCLUDES): string =>
  [...jsonReport(story(), new Set(include))].join('');
const read = (text: string): ReturnType<typeof fromJson> => fromJson(Buffer.from(text), 'scan.json');
const refused = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof WritError && error.exit === 2) return error.message;
    throw error;
  }
  throw new Error('was accepted');
};

describe('a saved JSON scan', () => {
  it('read back and written again is the same', () => {
    expect([...jsonReport(read(json()), new Set(INCLUDES))].join('')).toBe(json());
  });

  it('without one of its parts is refused with a sentence that names the part', () => {
    expect(refused(json(['edges', 'nodes']))).toContain('holds no identities');
    expect(refused(json([]))).toContain('holds no identities, no nodes, no edges');
  });

  it.each([
    ['{', 'is not an estate'],
    ['[]', 'is not an object'],
    ['{"schemaVersion":"9"}', 'schemaVersion is not "1"'],
    [json().replace('"CLUSTER_ADMIN"', '"MAGIC"'), 'edges'],
    [json().replace('"tier":13,"name"', '"tier":14,"name"'), 'jewel.tier'],
    [json().replace('"line":3', '"line":-3'), 'line is not a whole number'],
    [
      json().replaceAll('"k8s:Cluster:prod"', '"k8s:Cluster:gone"').replace('"id":"k8s:Cluster:gone"', '"id":"x"'),
      'no node',
    ],
    [json().replace('"severity":"critical"', '"severity":7'), 'findings[0].severity is not text'],
    [json().replace('"identities": [', '"identities": [{"id":"a"},'), 'identities[0]'],
  ])('%#: is refused with its place', (text, says) => {
    expect(refused(text)).toContain(says);
  });

  it('with keys that would change prototypes changes none', () => {
    const text = json().replace('"declared":{', '"declared":{"__proto__":{"owner":"x","polluted":true},');
    read(text);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('that is damaged anywhere is read or refused, never a crash', () => {
    const text = json();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(30), fc.string({ maxLength: 4 }), (at, gone, put) => {
        try {
          read(text.slice(0, at) + put + text.slice(at + gone));
        } catch (error) {
          expect(error).toBeInstanceOf(WritError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a snapshot', () => {
  const bytes = Buffer.concat([...saveEstate(story(), undefined)]);

  it('brings back the estate and its findings', () => {
    const back = fromSnapshot(bytes, 'estate.snapshot');
    expect([...jsonReport(back, new Set(INCLUDES))].join('')).toBe(json());
  });

  it('that is damaged is refused with a sentence', () => {
    const broken = Buffer.from(bytes);
    broken.writeUInt8(broken.readUInt8(200) ^ 1, 200);
    expect(() => fromSnapshot(broken, 'estate.snapshot')).toThrow(/The snapshot cannot be read: estate.snapshot/u);
  });
});
