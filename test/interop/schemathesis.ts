import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROLES, type RoleName } from '../../src/governance/roles.ts';
import { ask, controlPlane } from '../api/control-plane.ts';

const VERSION = '4.32.5';

/** Checks that are off, and why; every other one is on. */
const OFF: Readonly<Record<string, string>> = {
  positive_data_acceptance:
    'a cursor, a filter or a key that was used before is refused for what it says, which no schema can tell',
  unsupported_method:
    'an address with another method is not there: 404, the same as for what one may not see; QUERY is no HTTP for Node 20',
};

/** A stream goes on, and everything hashed again takes its time: test/api has both. */
const LEFT_OUT = ['follow-events', 'verify-ledger'];
/** They may end whoever asks: asked last, by somebody else, and only in its phase `fuzzing`. */
const ENDING = [
  'revoke-token',
  'change-person',
  'take-role',
  'scim-replace-user',
  'scim-change-user',
  'scim-remove-user',
  // The phase `coverage` has a fault of its own at lists of a thousand operations.
  'scim-change-group',
];

/** A change without what was seen is 428. What is too long, too large or too old is refused too, by a status that Schemathesis does not expect there. */
const CONFIG = `headers = { Authorization = "Bearer \${WRIT_TOKEN}" }

[checks.missing_required_header]
expected-statuses = ["400", "401", "403", "404", "428"]

[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "431"]
`;

interface Ran {
  readonly good: boolean;
  readonly says: string;
}

/** Not waited for by blocking: the server that is asked runs in this process. */
function ran(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((done) => {
    let says = '';
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (says += part.toString()));
    child.on('error', (error) => {
      done({ good: false, says: `${command} is missing: ${error.message}` });
    });
    child.on('close', (code) => {
      done({ good: code === 0, says });
    });
  });
}

/** Schemathesis asks a running control plane what the OpenAPI document lets it, and much that it does not. */
export async function schemathesis(
  folder: string,
  told: (what: string, good: boolean, why: string) => void,
): Promise<void> {
  const home = join(folder, 'schemathesis');
  mkdirSync(home);
  writeFileSync(join(home, 'schemathesis.toml'), CONFIG);
  const made = await ran('python3', ['-m', 'venv', 'venv'], home);
  const installed = made.good
    ? await ran(join('venv', 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`], home)
    : made;
  if (!installed.good) {
    told(`Schemathesis ${VERSION} is installed`, false, installed.says);
    return;
  }
  const plane = await controlPlane();
  const roles = (Object.keys(ROLES) as RoleName[]).map((role) => ({ role, environment: '*', team: '*' }));
  const run = async (seconds: number, phases: string, filter: readonly string[]) => {
    const who = await plane.person('all', roles);
    const args = ['run', resolve('schemas', 'openapi.json'), '--url', plane.url, '--phases', phases, '--exclude-checks', Object.keys(OFF).join(), ...filter, '--max-time', String(seconds), '--request-timeout', '60', '--workers', '2', '--continue-on-failure', '--no-shrink', '--seed', '1', '--suppress-health-check', 'all', '--warnings', 'off']; // prettier-ignore
    const { good, says } = await ran(join('venv', 'bin', 'st'), args, home, { WRIT_TOKEN: who.token });
    const [, cases = '0'] = /([\d,]+) generated/u.exec(says) ?? [];
    const me = await ask(plane.url, 'GET', '/api/me', undefined, { authorization: `Bearer ${who.token}` });
    return { good, says, cases, alive: me.status === 200 };
  };
  const named = (word: string, ids: readonly string[]): readonly string[] =>
    ids.flatMap((id) => [`--${word}-operation-id`, id]);
  try {
    const first = await run(120, 'coverage,fuzzing', named('exclude', [...LEFT_OUT, ...ENDING]));
    told(
      `Schemathesis finds no answer that the OpenAPI document does not say (${first.cases} cases)`,
      first.good,
      first.says,
    );
    told('and was signed in until its end', first.alive, 'its token was good for nothing at the end');
    const last = await run(30, 'fuzzing', named('include', ENDING));
    told(`nor one of what ends people, tokens and roles (${last.cases} cases)`, last.good, last.says);
    const [fault = ''] = plane.log().split('\n').filter((line) => line.includes('"level":50')); // prettier-ignore
    told('and no request failed here', fault === '', fault);
  } finally {
    await plane.close();
  }
}
