import { describe, expect, it } from 'vitest';
import { asExpected, parseSession } from './session.ts';

describe('a session', () => {
  it('is read as files, commands and answers', () => {
    const text = '# says\n@in estate\n@file a.yaml\n| kind: Pod\n|   x\n$ writ scan .\n> one\n! two\n= 3\n';
    expect(parseSession(text)).toEqual({
      fixture: 'estate',
      files: new Map([['a.yaml', 'kind: Pod\n  x\n']]),
      steps: [{ command: 'writ scan .', out: ['one'], err: ['two'], exit: 3 }],
    });
  });

  it('with a line that is not understood is refused', () => {
    expect(() => parseSession('writ scan\n')).toThrow('line 1');
    expect(() => parseSession('# nothing\n')).toThrow('proves nothing');
  });
});

describe('expected lines', () => {
  it.each([
    [['a', 'b'], ['a', 'b'], true],
    [['a', 'b'], ['a'], false],
    [['a'], ['a', 'b'], false],
    [['took 1.8 s'], ['took [..] s'], true],
    [['took 1.8 m'], ['took [..] s'], false],
    [['a', 'x', 'y', 'b'], ['a', '...', 'b'], true],
    [['a', 'x'], ['a', '...', 'b'], false],
    [['a', 'x'], ['a', '...'], true],
    [['aba'], ['[..]a'], true],
    [['ab'], ['a'], false],
  ])('%j against %j', (actual, patterns, same) => {
    expect(JSON.stringify(asExpected(actual, patterns)) === JSON.stringify(patterns)).toBe(same);
  });
});
