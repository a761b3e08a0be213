import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = process.cwd();
const BUNDLE = join(ROOT, 'scripts', 'bundle.mjs');

/**
 * Lays the program out as the published package has it (bin/, dist/program/) beside the dist/src/ that it is made of, and returns the path
 * of its bin. Types are not checked here: that is another step, and a session must tell what the program does. Kept under a name made of
 * the sources, so that it is built once; no process sees it half-written.
 */
export function builtProgram(): string {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  const texts = files.map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'));
  const hash = createHash('sha256');
  hash.update(readFileSync(BUNDLE));
  files.forEach((name, at) => hash.update(`${name}\0${texts[at] ?? ''}\0`));
  const kept = join(ROOT, 'dist', '.sessions');
  const home = join(kept, hash.digest('hex').slice(0, 16));
  const bin = join(home, 'bin', 'writ.js');
  if (existsSync(bin)) return bin;
  rmSync(kept, { recursive: true, force: true });
  const making = `${home}.${process.pid}`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  files.forEach((name, at) => {
    const to = join(making, 'dist', 'src', name.replace(/\.ts$/u, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, ts.transpileModule(texts[at] ?? '', { compilerOptions: options }).outputText);
  });
  const [from, to] = ['src', 'program'].map((name) => join(making, 'dist', name));
  const bundled = spawnSync(process.execPath, [BUNDLE, from ?? '', to ?? ''], { cwd: ROOT, encoding: 'utf8' });
  if (bundled.status !== 0) throw new Error(bundled.stderr);
  cpSync(join(ROOT, 'bin'), join(making, 'bin'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(making, 'package.json'));
  renameSync(making, home);
  return bin;
}
