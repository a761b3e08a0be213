import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SECRET = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'.slice(0, 36);
const NOBODY = 65534;
const CLI = resolve('bin/writ.js');
let tree = '';

interface Scan {
  readonly diagnostics: readonly {
    code: string;
    level: string;
    message: string;
    place: { file: string; line?: number };
  }[];
  readonly counts: { readonly identities: number; readonly findings: number };
  readonly nodes: readonly { id: string; name: string }[];
}

/** Runs as nobody: permissions mean nothing to root, and CI may be root. */
function writ(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const root = process.getuid?.() === 0;
  return spawnSync(process.execPath, [CLI, ...args], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], HOME: tree, WRIT_STATE: join(tree, '.state') },
    timeout: 120_000,
    ...(root ? { uid: NOBODY, gid: NOBODY } : {}),
  });
}

const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  serviceAccountName: runner\n  containers:\n    - name: main\n      image: a\n`;

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'good.yaml': pod('good') + '---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n',
  'two.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: broken\n---\n${pod('after-broken')}`,
  'deep.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: deep\ndata: ${'['.repeat(20_000)}`,
  'deep.json': `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"deep"},"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  'bomb.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\na0: &a0 [x,x,x,x,x,x,x,x,x]\n' +
    Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]\n`).join(''),
  'proto.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: proto\n  labels:\n    __proto__: polluted\n    constructor: x\n__proto__:\n  polluted: true\nspec:\n  containers: [{name: c, image: i}]\n',
  'crlf.yaml': pod('crlf').replaceAll('\n', '\r\n'),
  'utf16.yaml': Buffer.from(`\ufeff${pod('wide')}`, 'utf16le'),
  'latin1.yaml': Buffer.from('apiVersion: v1\nkind: Pod\nmetadata: {name: caf\xe9}\n', 'latin1'),
  'binary.yaml': new Uint8Array([0x61, 0x70, 0, 1, 2, 3, 255, 254]),
  'names.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "a\\e[2J\\e]0;owned\\a\\u202Egnp.<script>alert(1)</script>"\nspec:\n  containers: [{name: c, image: i}]\n',
  'secret.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\ndata:\n  GITHUB_TOKEN: ${SECRET}\n`,
  'duplicate.yaml': `${pod('twice')}---\n${pod('twice').replace('image: a', 'image: b')}`,
  'list.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'listed' }, spec: {} }],
  }),
  'types.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: 7\nspec: [1, 2]\n',
  'rules.yaml':
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: odd\nrules:\n  verbs: ["*"]\n',
  'truncated.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"tr',
  'empty.yaml': '',
};

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'writ-hostile-'));
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(tree, name), content);
  writeFileSync(join(tree, 'huge.yaml'), 'apiVersion: v1\n');
  truncateSync(join(tree, 'huge.yaml'), 100 * 1024 * 1024);
  writeFileSync(join(tree, 'unreadable.yaml'), pod('hidden'));
  mkdirSync(join(tree, 'locked'));
  mkdirSync(join(tree, '.state'));
  symlinkSync('.', join(tree, 'loop'));
  symlinkSync('/etc/passwd', join(tree, 'outside.yaml'));
  symlinkSync('nowhere', join(tree, 'dangling.yaml'));
  spawnSync('mkfifo', [join(tree, 'pipe.yaml')]);
  chmodSync(join(tree, 'unreadable.yaml'), 0o000);
  chmodSync(join(tree, 'locked'), 0o000);
  chmodSync(join(tree, '.state'), 0o777);
  chmodSync(tree, 0o755);
});

afterAll(() => {
  chmodSync(join(tree, 'locked'), 0o755);
  rmSync(tree, { recursive: true, force: true });
});

describe('a hostile tree', () => {
  it('is read as far as it can be, with a place and a reason for the rest', () => {
    const done = writ('scan', '.', '-o', 'json', '--include', 'nodes');
    expect(done.status, done.stderr).toBe(3);
    const scan = JSON.parse(done.stdout) as Scan;
    const codes = new Map(scan.diagnostics.map((one) => [one.place.file.replace(/^\.\//u, ''), one]));
    const expected: readonly [string, string][] = [
      ['two.yaml', 'malformed'],
      ['deep.yaml', 'too-deep'],
      ['deep.json', 'too-deep'],
      ['bomb.yaml', 'too-many-aliases'],
      ['latin1.yaml', 'bad-encoding'],
      ['huge.yaml', 'too-large'],
      ['unreadable.yaml', 'unreadable'],
      ['locked', 'unreadable'],
      ['loop', 'symlink-skipped'],
      ['outside.yaml', 'symlink-skipped'],
      ['dangling.yaml', 'symlink-skipped'],
      ['pipe.yaml', 'not-a-regular-file'],
      ['truncated.json', 'malformed'],
      ['duplicate.yaml', 'duplicate-id'],
    ];
    for (const [file, code] of expected)
      expect(`${file} ${codes.get(file)?.code ?? 'nothing'}`).toBe(`${file} ${code}`);
    for (const file of ['binary.yaml', 'empty.yaml', 'types.yaml', 'rules.yaml'])
      expect(codes.has(file), file).toBe(true);
    expect(codes.get('two.yaml')?.place.line).toBeGreaterThan(0);
    const names = new Set(scan.nodes.map((node) => node.name));
    for (const name of ['good', 'after-broken', 'crlf', 'wide', 'proto', 'listed', 'twice'])
      expect(names.has(name), name).toBe(true);
  });

  it.each(['json', 'jsonl', 'table'])('shows no secret and no control character in %s', (format) => {
    const done = writ(
      'scan',
      '.',
      '-o',
      format,
      ...(format === 'table' ? [] : ['--include', 'nodes,edges,identities']),
    );
    const all = done.stdout + done.stderr;
    expect(all.length).toBeGreaterThan(200);
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain(SECRET.slice(0, 12));

    expect(all).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('gives the same bytes twice', () => {
    const first = writ('scan', '.', '-o', 'json', '--include', 'nodes,edges,identities').stdout;
    expect(writ('scan', '.', '-o', 'json', '--include', 'nodes,edges,identities').stdout).toBe(first);
  });

  it('stays within memory', () => {
    const done = spawnSync(process.execPath, ['--max-old-space-size=256', CLI, 'scan', '.', '-o', 'json'], {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 120_000,
    });
    expect(done.status, done.stderr.slice(-500)).toBe(3);
  });
});
