import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OUTSIDE, ROOMS } from './rooms.ts';

const SRC = resolve('src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.split(sep).join('/'));

/** Static imports, re-exports and dynamic imports of one file: the specifiers. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)'([^']+)'/gu)].map((match) => match[1] ?? '');
}

const roomOf = (file: string): string => file.split('/')[0] ?? '';
const target = (file: string, specifier: string): string =>
  relative(SRC, resolve(SRC, dirname(file), specifier))
    .split(sep)
    .join('/');

describe('the rules of the house', () => {
  it('has files to check', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('every file of src/ stands in a known room', () => {
    expect(files.filter((file) => !(roomOf(file) in ROOMS) && !OUTSIDE.includes(file))).toEqual([]);
  });

  it('a room imports only what the table allows', () => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => target(file, specifier))
        .filter((to) => roomOf(to) !== roomOf(file) && !(ROOMS[roomOf(file)] ?? []).includes(roomOf(to)))
        .map((to) => `${file} imports ${to}`),
    );
    expect(broken).toEqual([]);
  });

  it('siblings of one plug-in kind never import each other', () => {
    const connector = (path: string): string => path.split('/').slice(0, 2).join('/');
    const broken = files
      .filter((file) => /^connectors\/[^/]+\//u.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => target(file, specifier))
          .filter(
            (to) =>
              /^connectors\/[^/]+\//u.test(to) &&
              connector(to) !== connector(file) &&
              !/^connectors\/testing\//u.test(to),
          )
          .map((to) => `${file} imports ${to}`),
      );
    expect(broken).toEqual([]);
  });

  it('rooms do not import in a circle', () => {
    const circles = (room: string, above: readonly string[]): boolean =>
      above.includes(room) || (ROOMS[room] ?? []).some((next) => circles(next, [...above, room]));
    expect(Object.keys(ROOMS).filter((room) => circles(room, []))).toEqual([]);
  });

  it('a file is short enough to be read at once', () => {
    const long = files
      .map((file) => ({
        file,
        lines: readFileSync(join(SRC, file), 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(?:$|\/\/|\/?\*)/u.test(line)).length,
      }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  it('only the model, no other package, is imported by pure rooms', () => {
    const pure = ['model', 'graph', 'guards', 'findings', 'declarations'];
    // What computes and touches nothing: digests, bytes, the byte order of the machine.
    const computing = ['node:crypto', 'node:buffer', 'node:os'];
    const broken = files
      .filter((file) => pure.includes(roomOf(file)))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => !specifier.startsWith('.') && !computing.includes(specifier))
          .map((specifier) => `${file} imports ${specifier}`),
      );
    expect(broken).toEqual([]);
  });
});
