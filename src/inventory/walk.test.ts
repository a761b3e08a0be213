import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.ts';
import { WritError } from '../model/errors.ts';
import { walk } from './walk.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-walk-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}
const relative = (...paths: string[]): string[] =>
  walk(paths.length > 0 ? paths : [root]).files.map((file) => file.relative);
const told = (paths = [root]): string[] =>
  walk(paths).diagnostics.map((one) => `${one.code} ${one.place.file.slice(root.length + 1)}`);

describe('walk', () => {
  it('finds regular files in the order of their names, with the path as given', () => {
    for (const name of ['b.yaml', 'a/z.yaml', 'a/B.yaml', 'a-b', 'ä.yaml']) write(name, 'x');
    expect(relative()).toEqual(['a/B.yaml', 'a/z.yaml', 'a-b', 'b.yaml', 'ä.yaml']);
    const [first] = walk([root]).files;
    expect(first).toMatchObject({ path: `${root}/a/B.yaml`, root, bytes: 1 });
    expect(first?.text()).toBe('x');
  });

  it('takes files themselves, and each file once', () => {
    write('a/b.yaml', 'x');
    expect(relative(join(root, 'a/b.yaml'))).toEqual(['b.yaml']);
    expect(relative(root, join(root, 'a'), join(root, 'a/b.yaml'))).toEqual(['a/b.yaml']);
  });

  it('a path that does not exist is an error of the one who asked', () => {
    expect(() => walk([join(root, 'gone')])).toThrow(WritError);
    expect(() => walk([join(root, 'a\0b')])).toThrow(WritError);
  });

  it('follows links inside, once, and tells of those that lead outside, nowhere or in a circle', () => {
    write('real/a.yaml', 'x');
    for (const [from, to] of [
      ['file.yaml', 'real/a.yaml'],
      ['folder', 'real'],
      ['again', 'real'],
      ['out', '/etc'],
      ['nowhere', 'gone'],
      ['self', 'self'],
      ['real/up', '..'],
    ] as const)
      symlinkSync(to, join(root, from));
    expect(relative()).toEqual(['again/a.yaml', 'file.yaml', 'real/a.yaml']);
    expect(told().sort()).toEqual([
      'symlink-skipped again/up',
      'symlink-skipped folder',
      'symlink-skipped nowhere',
      'symlink-skipped out',
      'symlink-skipped real/up',
      'symlink-skipped self',
    ]);
  });

  it('links that double at each step do not multiply the work', () => {
    for (let level = 0; level < 30; level++) {
      mkdirSync(join(root, `d${level}`));
      for (const name of ['l', 'r']) symlinkSync(`../d${level + 1}`, join(root, `d${level}`, name));
    }
    write('d30/a.yaml');
    expect(walk([root]).files.length).toBeLessThan(100);
  });

  it('does not open pipes and sockets', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
    const server = createServer().listen(join(root, 'socket.yaml'));
    await new Promise((done) => server.once('listening', done));
    expect(relative()).toEqual([]);
    expect(told()).toEqual(['not-a-regular-file pipe.yaml', 'not-a-regular-file socket.yaml']);
    server.close();
  });

  it('a file that becomes a pipe or a link after the walk is not opened', () => {
    for (const name of ['a.yaml', 'b.yaml']) write(name, 'x');
    const later: Diagnostic[] = [];
    const { files } = walk([root], { later: (one) => void later.push(one) });
    for (const name of ['a.yaml', 'b.yaml']) rmSync(join(root, name));
    execFileSync('mkfifo', [join(root, 'a.yaml')]);
    symlinkSync('/etc/passwd', join(root, 'b.yaml'));
    expect(files.map((file) => file.text())).toEqual([undefined, undefined]);
    expect(later.map((one) => one.code)).toEqual(['not-a-regular-file', 'unreadable']);
  });

  it('does not enter version history and installed packages, and says so', () => {
    for (const name of ['.git/config', '.git/HEAD', 'collected/.git/config', 'node_modules/p/a.yaml', '.github/a.yaml'])
      write(name);
    expect(relative()).toEqual(['.github/a.yaml']);
    expect(told()).toEqual(['folder-skipped .git', 'folder-skipped node_modules']);
  });

  it('a file of 100 MB is not read, and its problem is told once', () => {
    write('big.yaml');
    truncateSync(join(root, 'big.yaml'), 100_000_000);
    const { files, diagnostics } = walk([root]);
    expect([files[0]?.text(), files[0]?.text()]).toEqual([undefined, undefined]);
    expect(diagnostics).toMatchObject([{ code: 'too-large', place: { file: `${root}/big.yaml` } }]);
  });

  it('tells of bytes that are no text', () => {
    writeFileSync(join(root, 'a.yaml'), Buffer.from([0x61, 0xff]));
    const { files, diagnostics } = walk([root]);
    expect(files[0]?.text()).toBeUndefined();
    expect(diagnostics.map((one) => one.code)).toEqual(['bad-encoding']);
  });

  it('takes names with control characters as they are', () => {
    write('a\u001b[31m\n.yaml', 'x');
    expect(relative()).toEqual(['a\u001b[31m\n.yaml']);
  });

  it('what may not be read is told, and the rest is read', () => {
    for (const name of ['closed/a.yaml', 'no.yaml', 'yes.yaml']) write(name, 'x');
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed'), 0);
    chmodSync(join(root, 'no.yaml'), 0);
    const result = asNobody(root);
    expect(result).toEqual({
      files: ['yes.yaml'],
      told: ['unreadable closed', 'unreadable no.yaml'],
    });
  });
});

/** Walks in a process of another user, since the tests may run as root, who may read everything. */
function asNobody(folder: string): unknown {
  const script = join(folder, '..', `${folder.split('/').at(-1) ?? ''}.mjs`);
  const bundle = resolve('node_modules/.bin/rolldown');
  execFileSync(bundle, [resolve('src/inventory/walk.ts'), '--format', 'esm', '--platform', 'node', '-o', script]);
  chmodSync(script, 0o644);
  const code = `
    const { walk } = await import(${JSON.stringify(script)});
    const { files, diagnostics } = walk([${JSON.stringify(folder)}]);
    console.log(JSON.stringify({
      files: files.map((file) => file.relative),
      told: diagnostics.map((one) => one.code + ' ' + one.place.file.slice(${folder.length + 1})),
    }));`;
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
  });
  rmSync(script);
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as unknown;
}
