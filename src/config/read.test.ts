import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { durationMs } from './duration.ts';
import { readConfig } from './read.ts';

const home = mkdtempSync(join(tmpdir(), 'writ-config-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const file = join(home, 'writ.yaml');
const read = (text: string, env: Readonly<Record<string, string>> = {}) => {
  writeFileSync(file, text);
  return readConfig(file, env, '/elsewhere');
};

describe('the configuration', () => {
  it('takes paths beside its file, and a variable over what the file says', () => {
    const { config, problems } = read(
      `data: data
listen: 0.0.0.0:443
log: { level: warn }
signIn:
  triesPerMinute: 30
  trustedProxies: [10.0.0.0/8]
  providers:
    - { name: okta, issuer: https://a.test, clientId: writ, clientSecretFile: okta.secret }
sources:
  - { name: deploy, paths: [deploy, /srv/charts], every: 15m }
`,
      { WRIT_LOG_LEVEL: 'debug', WRIT_LISTEN: '' },
    );
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      data: join(home, 'data'),
      listen: '0.0.0.0:443',
      log: { level: 'debug' },
      signIn: {
        triesPerMinute: 30,
        trustedProxies: ['10.0.0.0/8'],
        providers: [{ clientSecretFile: join(home, 'okta.secret') }],
      },
      sources: [{ paths: [join(home, 'deploy'), '/srv/charts'], every: '15m' }],
    });
    expect(readConfig(undefined, { WRIT_DATA: 'data' }, '/here').config).toEqual({ data: '/here/data' });
  });

  it.each([
    ['dta: x', 1, 'dta is no key'],
    ['data: x\nlog:\n  level: loud\n', 3, 'log.level is none of its words'],
    [
      'sources:\n  - name: a\n    paths: [b]\n  - name: B\n    paths: [c]\n',
      4,
      /sources\.1\.name: must match pattern/u,
    ],
    [
      'signIn:\n  providers:\n    - name: a\n      issuer: https://a.test\n',
      3,
      'clientId is missing of signIn.providers.0',
    ],
    ['publicUrl: https://a.test/path', 1, /publicUrl: must match pattern/u],
    ['data: [', 1, /indentation/u],
    ['data: 1', 1, 'data: must be string'],
  ])('says of %j where and what is wrong, and takes nothing of it', (text, line, message) => {
    const { config, problems } = read(text);
    expect(config).toEqual({});
    expect(problems.map(({ place }) => place)).toEqual([`${file}:${line}`]);
    if (message instanceof RegExp) expect(problems[0]?.message).toMatch(message);
    else expect(problems[0]?.message).toBe(message);
  });

  it('names the variable, the file that is not there, and the second document', () => {
    expect(read('', { WRIT_LISTEN: 'x y' }).problems[0]?.place).toBe('WRIT_LISTEN');
    expect(readConfig(join(home, 'none.yaml'), {}, home).problems).toEqual([
      { place: join(home, 'none.yaml'), message: 'it cannot be read (ENOENT)' },
    ]);
    expect(read('data: a\n---\ndata: b\n').problems).toHaveLength(1);
    expect(read('- a\n').problems).toEqual([{ place: file, message: 'it is no map of keys' }]);
  });

  it('never repeats a value that may be a secret', () => {
    const { problems } = read('database: { urlFile: 5 }\npublicUrl: postgres://u:hunter2@h/d\n');
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('knows durations', () => {
    expect(['90s', '15m', '2h', '1d'].map(durationMs)).toEqual([90_000, 900_000, 7_200_000, 86_400_000]);
  });
});
