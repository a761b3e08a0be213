import { describe, expect, it } from 'vitest';
import { readJson, readYaml } from './read.ts';

describe('documents with places', () => {
  it('JSON with comments and trailing commas is read where editors accept it, each value with its line and range', () => {
    const text = '// servers\n{\n  "a": 1, /* why */\n  "b": ["x", "y",],\n}\n';
    const [root] = readJson('f.json', text, 'with-comments').roots;
    expect(root?.get('b')?.evidence).toEqual({ file: 'f.json', line: 4 });
    expect(root?.texts('b')).toEqual(['x', 'y']);
    const span = root?.get('b', 1)?.span;
    expect(text.slice(span?.start, span?.end)).toBe('"y"');
    expect(readJson('f.json', text).diagnostics).toMatchObject([{ code: 'malformed', place: { line: 1 } }]);
  });

  it('a comment that is not closed is malformed, not endless', () => {
    expect(readJson('f.json', '{"a": 1 /* ', 'with-comments').diagnostics).toMatchObject([{ code: 'malformed' }]);
    expect(readJson('f.json', '{"url": "http://x"} // end', 'with-comments').diagnostics).toEqual([]);
  });

  it('a step that is not there, or of another shape, is absent; names of prototypes are only what is written', () => {
    const [root] = readYaml('f.yaml', 'on: [push]\nconstructor: 1\nlist: one\n').roots;
    expect(root?.get('a', 'b', 0)).toBeUndefined();
    expect(root?.get('toString')).toBeUndefined();
    expect(root?.text('constructor')).toBe('1');
    expect(root?.texts('list')).toEqual(['one']);
    expect(root?.items('list')).toEqual([]);
    expect(root?.entries().map(([key]) => key)).toEqual(['on', 'constructor', 'list']);
  });
});
