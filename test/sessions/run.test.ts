import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtProgram } from './build.ts';
import { asExpected, parseSession, type Session } from './session.ts';

const HERE = 'test/sessions';
const home = mkdtempSync(join(tmpdir(), 'writ-sessions-'));
const program = builtProgram();
mkdirSync(join(home, 'bin'));
writeFileSync(join(home, 'bin', 'writ'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
chmodSync(join(home, 'bin', 'writ'), 0o755);

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Nothing of the environment of whoever runs the tests reaches the program. */
const env = {
  PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
  HOME: home,
  LANG: 'C.UTF-8',
  REPOSITORY: resolve('.'),
};

function workingFolder({ fixture, files }: Session, name: string): string {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  if (fixture !== undefined) cpSync(join(HERE, 'fixtures', fixture), folder, { recursive: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/u, '').split('\n'));

describe.each(readdirSync(HERE).filter((name) => name.endsWith('.session')))('%s', (name) => {
  const session = parseSession(readFileSync(join(HERE, name), 'utf8'));
  const cwd = workingFolder(session, name);
  for (const [index, step] of session.steps.entries())
    it(`${index + 1} $ ${step.command}`, () => {
      const done = spawnSync('bash', ['-c', step.command], { cwd, env, encoding: 'utf8', maxBuffer: 1 << 26 });
      expect({
        out: asExpected(linesOf(done.stdout), step.out),
        err: asExpected(linesOf(done.stderr), step.err),
        exit: done.status,
      }).toEqual({ out: step.out, err: step.err, exit: step.exit });
    });
});
