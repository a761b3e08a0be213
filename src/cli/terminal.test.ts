import { describe, expect, it } from 'vitest';
import { coloured } from './colours.ts';
import { Progress } from './progress.ts';
import { ioOf, type Streams, type Terminal } from './terminal.ts';
import { widthOf } from './width.ts';

const nothing = (): Promise<void> => Promise.resolve();
const streams: Streams = {
  out: nothing,
  err: nothing,
  errNow: () => undefined,
  outClosed: () => false,
  unfinished: () => undefined,
};
const terminal: Terminal = { outIsTerminal: true, errIsTerminal: true, columns: 100, env: {}, cwd: '/' };

describe('colours', () => {
  it.each([
    [true, {}, undefined, true],
    [false, {}, undefined, false],
    [true, { NO_COLOR: '1' }, undefined, false],
    [true, { NO_COLOR: '' }, undefined, true],
    [true, { TERM: 'dumb' }, undefined, false],
    [false, { FORCE_COLOR: '1' }, undefined, true],
    [true, { FORCE_COLOR: '0' }, undefined, false],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, undefined, false],
    [true, { FORCE_COLOR: '1' }, false, false],
  ])('terminal %s, %j, --no-color %s: %s', (isTerminal, env, flag, wanted) => {
    expect(coloured(isTerminal, env, flag)).toBe(wanted);
  });
});

describe('width', () => {
  it.each([
    [undefined, {}, 80],
    [132, {}, 132],
    [20, {}, 60],
    [132, { COLUMNS: '70' }, 70],
    [132, { COLUMNS: 'wide' }, 132],
    [undefined, { COLUMNS: '0' }, 80],
  ])('%s columns, %j: %i', (columns, env, wanted) => {
    expect(widthOf(columns, env)).toBe(wanted);
  });
});

describe('progress', () => {
  it.each([
    [{}, true],
    [{ CI: 'true' }, false],
    [{ CI: 'false' }, true],
    [{ TERM: 'dumb' }, false],
  ])('on a terminal with %j: %s', (env, wanted) => {
    expect(ioOf(streams, { ...terminal, env }, {}).progress).toBe(wanted);
    expect(ioOf(streams, { ...terminal, env, errIsTerminal: false }, {}).progress).toBe(false);
  });

  it('draws at most ten times a second, escaped, and leaves nothing behind', () => {
    const written: string[] = [];
    let time = 0;
    const progress = new Progress(
      (text) => written.push(text),
      60,
      () => time,
    );
    for (time = 0; time < 1000; time += 1) progress.show(time, 1000, 'evil\u001b[2J.yaml');
    progress.clear();
    expect(written).toHaveLength(11);
    expect(written[1]).toBe('\r\u001b[K100/1000 evil\\u{1b}[2J.yaml');
    expect(written.at(-1)).toBe('\r\u001b[K');
  });
});
