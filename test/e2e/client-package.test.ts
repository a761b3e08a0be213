import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../sessions/build.ts';

const TSC = resolve('node_modules', 'typescript', 'bin', 'tsc');

/** What somebody writes who has installed the package. */
const GOOD = `import { client, ProblemError, Token } from 'writ/client';
const writ = client({ url: 'http://127.0.0.1:1', token: new Token('writ_x'), tries: 1 });
try {
  for await (const { name, owner } of writ.all.listIdentities({ state: 'active' })) console.log(name, owner);
} catch (error) {
  console.log(error instanceof ProblemError ? error.code : (error as Error).name);
}
`;
const BAD = `import { client, Token } from 'writ/client';
const writ = client({ url: 'http://127.0.0.1:1', token: new Token('writ_x') });
await writ.listIdentities({ state: 'gone' });
await writ.changePerson({ id: 'x', body: {} });
await client({ url: 'http://127.0.0.1:1', token: 'writ_x' }).getMe();
`;

describe('the client as it is published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'writ-client-'));
  const home = join(folder, 'node_modules', 'writ');
  const node = (...args: readonly string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  beforeAll(() => {
    const program = join(dirname(dirname(builtProgram())), 'dist', 'program');
    mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
    cpSync(program, join(home, 'dist', 'program'), { recursive: true });
    copyFileSync('package.json', join(home, 'package.json'));
    const types = spawnSync(process.execPath, [TSC, '-p', 'tsconfig.client.json', '--outDir', join(home, 'dist', 'program', 'client')], { encoding: 'utf8' });
    expect(types.stdout).toBe('');
    const options = { module: 'NodeNext', target: 'ES2022', strict: true, typeRoots: [resolve('node_modules/@types')], types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  }, 300_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is found by its name, and its types say what is wrong', () => {
    writeFileSync(join(folder, 'good.ts'), GOOD);
    const [, example = ''] = /```ts\n(.*?)```/su.exec(readFileSync('docs/client.md', 'utf8')) ?? [];
    writeFileSync(join(folder, 'example.ts'), example);
    expect(node(TSC).stdout).toBe('');
    expect(node('good.js').stdout).toBe('UnansweredError\n');
    writeFileSync(join(folder, 'bad.ts'), BAD);
    const wrong = node(TSC, '--noEmit').stdout;
    expect([...wrong.matchAll(/bad\.ts\((\d),\d+\): error/gu)].map(([, line]) => line)).toEqual(['3', '4', '5']);
  }, 300_000);
}); // prettier-ignore
