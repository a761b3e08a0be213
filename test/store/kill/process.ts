import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import ts from 'typescript';
import { builtProgram } from '../../sessions/build.ts';

/** The writer as JavaScript beside the built program: its imports lead there. */
function writerProgram(): string {
  const file = join(dirname(dirname(builtProgram())), 'dist', 'test', 'store', 'kill', `writer.${process.pid}.js`);
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  mkdirSync(dirname(file), { recursive: true });
  const text = readFileSync(join('test', 'store', 'kill', 'writer.ts'), 'utf8');
  writeFileSync(file, ts.transpileModule(text, { compilerOptions }).outputText);
  return file;
}

/** What was acknowledged over all rounds: revision to key. */
export type Acknowledged = Map<number, string>;

/** A writer in a process of its own. */
export class Writer {
  readonly process: ChildProcess;
  readonly #acknowledged: Acknowledged;
  readonly #ended: Promise<unknown>;
  readonly failures = new Set<string>();
  #count = 0;
  #opened = false;
  #waiting: (() => void) | undefined;
  #said = '';

  constructor(
    data: string,
    round: number | string,
    acknowledged: Acknowledged,
    databaseUrl?: string,
    account: { readonly uid?: number; readonly gid?: number } = {},
  ) {
    this.#acknowledged = acknowledged;
    const args = [writerProgram(), data, String(round), ...(databaseUrl === undefined ? [] : [databaseUrl])];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], ...account });
    this.process = child;
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    child.stderr.on('data', (text: Buffer) => (this.#said += text.toString()));
    createInterface(child.stdout).on('line', (line) => {
      this.#take(line);
    });
    void this.#ended.then(() => this.#waiting?.());
  }

  #take(line: string): void {
    const [word = '', key = ''] = line.split(' ');
    if (word === 'open') this.#opened = true;
    else if (word === 'failed') this.failures.add(key);
    else {
      const revision = Number(word);
      const before = this.#acknowledged.get(revision);
      if (before !== undefined) throw new Error(`revision ${revision} was acknowledged for ${before} and for ${key}`);
      this.#acknowledged.set(revision, key);
      this.#count += 1;
    }
    this.#waiting?.();
  }

  /** Waits until so many more changes were acknowledged. */
  async more(count: number): Promise<void> {
    const until = this.#count + count;
    while (this.#count < until) {
      if (this.process.exitCode !== null) throw new Error(`the writer ended: ${this.#said}`);
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
  }

  get opened(): boolean {
    return this.#opened;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.#ended;
  }
}
