import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { documents } from '../../../documents/documents.ts';
import { objectsFromText } from './from-text.ts';
import { isData } from '../../../documents/plain.ts';
import { BOUNDS } from '../../../documents/parsed.ts';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';
const problem = (text: string): readonly [string | undefined, number | undefined] => {
  const [first] = documents('f.yaml', text, () => true).diagnostics;
  return [first?.code, first?.place.line];
};

describe('hostile documents', () => {
  it('a bomb of aliases is refused, at the alias that goes too far', () => {
    const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => {
      const below = `*${'abcdefghi'[index] ?? ''}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => below).join(', ')}]\n`;
    });
    expect(problem(`${HEAD}a: &a [x, x, x, x, x, x, x, x, x, x]\n${levels.join('')}`)).toEqual(['too-many-aliases', 9]);
  });

  it.each([
    ['brackets', '['.repeat(5000)],
    ['dashes', `\n  ${'- '.repeat(5000)}x`],
    ['maps', `\n${Array.from({ length: 200 }, (_, level) => `${' '.repeat(level + 1)}a:\n`).join('')}`],
  ])('deep nesting of %s is refused', (_, deep) => {
    expect(problem(`${HEAD}d: ${deep}\n`)[0]).toBe('too-deep');
  });

  it('deep JSON is refused', () => {
    expect(problem(`{"apiVersion":"v1","kind":"List","items":${'['.repeat(100_000)}`)).toEqual(['too-deep', 1]);
  });

  it('a document with too many entries is refused before it is parsed', () => {
    expect(problem(`${HEAD}d: [${'a,'.repeat(BOUNDS.separators)}a]\n`)).toEqual(['too-large', 1]);
  });

  it('a malformed document costs itself alone, and says where', () => {
    const { docs, diagnostics } = documents('f.yaml', `${HEAD}---\na: [1\nb: 2\n---\n${HEAD}`, () => true);
    expect(docs).toHaveLength(2);
    expect(diagnostics).toMatchObject([{ code: 'malformed', place: { file: 'f.yaml', line: 7 } }]);
  });

  it('says nothing of the text in what it says of an error', () => {
    const { diagnostics } = documents('f.yaml', `${HEAD}password: "hunter2\n`, () => true);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });

  it.each([
    ['YAML', `${HEAD}data: {a: 1}\ndata: {b: 2}\n`, 6],
    ['JSON', '{"apiVersion": "v1",\n"kind": "x",\n"kind": "y"}', 3],
  ])('a key that stands twice in %s is malformed', (_, text, line) => {
    expect(problem(text)).toEqual(['malformed', line]);
  });

  it.each(['{"apiVersion":"v1","kind":"Pod"', '{"a" 1}', '{"a":"\\x"}', '{"a":1} x'])(
    'JSON %s is malformed',
    (text) => {
      expect(problem(text)[0]).toBe('malformed');
    },
  );

  it('a key called __proto__ or constructor is a key like others', () => {
    for (const text of [
      `${HEAD}__proto__: {polluted: 1}\n`,
      '{"apiVersion":"v1","kind":"A","__proto__":{"polluted":1}}',
    ]) {
      const [body] = documents('f', text, () => true).docs.map((doc) => doc.data);
      if (!isData(body)) throw new Error('no map');
      expect(Object.hasOwn(body, '__proto__')).toBe(true);
      expect(body['__proto__']).toEqual({ polluted: 1 });
      expect(body['polluted']).toBeUndefined();
      expect(body['constructor']).toBeUndefined();
      expect('toString' in body).toBe(false);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('an alias to what holds it is malformed', () => {
    expect(problem(`${HEAD}d: &a [*a]\n`)).toEqual(['malformed', 5]);
  });
});

describe('what Kubernetes reads', () => {
  it.each([
    ['yes', true],
    ['off', false],
    ['~', null],
    ['', null],
    ['0644', 420],
    ['1.5', 1.5],
    ['123456789012345678901', '123456789012345678901'],
    ['1.2.3', '1.2.3'],
    ['"yes"', 'yes'],
    ['!!str 12', '12'],
  ])('%s means %j', (written, meant) => {
    expect(objectsFromText(`${HEAD}v: ${written}\n`)[0]?.body['v']).toEqual(meant);
  });

  it('merge keys and aliases', () => {
    const [object] = objectsFromText(`${HEAD}a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\nc: *a\n`);
    expect(object?.body).toMatchObject({ b: { x: 1, y: 3 }, c: { x: 1, y: 2 } });
    expect(object?.at(['b', 'x'])).toEqual({ file: 'test.yaml', line: 7 });
    expect(object?.span(['b', 'x'])).toBeUndefined();
    expect(object?.at(['c', 'x'])).toEqual({ file: 'test.yaml', line: 9 });
  });

  it('brackets and quotes whose lines start anywhere', () => {
    const [object] = objectsFromText(`${HEAD}spec:\n  args: ["\n    one; # two\n  ", x]\n  next: 1\n`);
    expect(object?.body['spec']).toMatchObject({ next: 1 });
    expect(object?.at(['spec', 'next'])).toEqual({ file: 'test.yaml', line: 9 });
  });

  it('a marker at the start of a line ends a document, in a text too', () => {
    expect(
      documents('f', `# c\n%YAML 1.2\n---\n${HEAD}...\n---\n${HEAD}d: |\n  ---\n---\n# end\n`, () => true).docs,
    ).toHaveLength(3);
  });
});

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('a: b', '- x', '#', 'x\ny\n', '😀 astral 𝒳', "it's", '"q"', '---', '\t', 'null', '1e3', ''),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.stringMatching(/^[a-z_]{1,8}$/);
const generated = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

/** Every path of a value with the value there. */
function* walk(value: unknown, path: (string | number)[] = []): Generator<[(string | number)[], unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* walk(one, [...path, index]);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* walk(one, [...path, name]);
}

describe('places, for generated documents', () => {
  const body = fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('A'), spec: generated.tree });
  const styles = fc.constantFrom('json', 'pretty', 'block', 'flow');

  it('a span cuts exactly the text of its value, also under CRLF and after astral characters', () => {
    fc.assert(
      fc.property(body, styles, fc.boolean(), (data, style, crlf) => {
        const plain: unknown = JSON.parse(JSON.stringify(data));
        const written =
          style === 'json'
            ? JSON.stringify(plain)
            : style === 'pretty'
              ? JSON.stringify(plain, null, 2)
              : `# 😀\n${stringify(plain, { collectionStyle: style === 'flow' ? 'flow' : 'block', version: '1.1', lineWidth: 0 })}`;
        const text = crlf ? written.replaceAll('\n', '\r\n') : written;
        const [object] = objectsFromText(text);
        if (!object) throw new Error('no object');
        expect(JSON.parse(JSON.stringify(object.body))).toEqual(plain);
        for (const [path, value] of walk(plain)) {
          const span = object.span(path);
          if (!span) throw new Error(`no span at ${path.join('.')}`);
          const cut = text.slice(span.start, span.end);
          const at = object.at(path);
          expect(at).toHaveProperty('line');
          // The text that is cut, put where it stood, means the same value.
          const alone = cut.startsWith('|') || cut.startsWith('>') ? undefined : cut;
          if (alone === undefined || path.length === 0) continue;
          if (typeof value === 'string' && !cut.includes('\n') && !cut.startsWith('"') && !cut.startsWith("'"))
            expect(cut).toBe(value);
          if (typeof value === 'number' || typeof value === 'boolean') expect(cut).toBe(String(value));
          if (style === 'json' || style === 'pretty') expect(JSON.parse(cut)).toEqual(value);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a block starts a line, ends one, and holds the span', () => {
    fc.assert(
      fc.property(body, fc.boolean(), (data, crlf) => {
        const written = stringify(JSON.parse(JSON.stringify(data)), { version: '1.1', lineWidth: 0 });
        const text = crlf ? written.replaceAll('\n', '\r\n') : written;
        const [object] = objectsFromText(text);
        if (!object) throw new Error('no object');
        for (const [path] of walk(object.body)) {
          const block = object.block(path);
          const span = object.span(path);
          if (!block || !span) continue;
          expect(block.start === 0 || text[block.start - 1] === '\n').toBe(true);
          expect(block.end === text.length || text[block.end - 1] === '\n').toBe(true);
          expect(block.start <= span.start && span.end <= block.end).toBe(true);
          const indent = object.indent(path) ?? -1;
          expect(text.slice(block.start, block.start + indent).trim()).toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });
});
