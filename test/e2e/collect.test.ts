import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeAws, type FakeAws } from '../fakes/aws.ts';
import { builtProgram } from '../sessions/build.ts';

let fake: FakeAws;
let root = '';
let home = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'writ-collect-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  fake = await fakeAws();
  home = mkdtempSync(join(root, 'run-'));
});
afterEach(() => fake.close());

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(): { readonly child: ChildProcess; readonly done: Promise<Done> } {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    AWS_ACCESS_KEY_ID: 'AKIATESTTESTTESTTEST',
    AWS_SECRET_ACCESS_KEY: 'never-to-be-written',
    AWS_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: fake.url,
  };
  const args = [
    'scan',
    '--collect',
    'aws',
    '--collect-to',
    'out',
    '--collect-region',
    'eu-west-1',
    '-o',
    'json',
    '--include',
    'nodes',
  ];
  const child = spawn(process.execPath, [builtProgram(), ...args], { cwd: home, env });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (data: Buffer) => void (texts[stream] += data.toString()));
  const done = new Promise<Done>((ended) => child.on('close', (status) => { ended({ status, ...texts }); })); // prettier-ignore
  return { child, done };
}

const DETAILS = 'iam:GetAccountAuthorizationDetails';
const asked = (): string[] => fake.calls.filter((one) => one.startsWith(DETAILS));
const file = (): string => join(home, 'out/aws/111122223333/global/iam.json');

describe('scan --collect aws', () => {
  it('pages, waits out a throttle, tells what was refused, and scans what it wrote', async () => {
    const { status, stdout, stderr } = await start().done;
    expect(asked()).toEqual([DETAILS, DETAILS, `${DETAILS} m1`]);
    const { nodes } = JSON.parse(stdout) as { readonly nodes: readonly { readonly id: string }[] };
    const roles = nodes.map(({ id }) => id).filter((id) => id.startsWith('aws:Role:'));
    expect(roles).toEqual(
      ['first', 'second'].map((name) => `aws:Role:111122223333/arn:aws:iam::111122223333:role%2F${name}`),
    );
    expect(stderr).toContain('iam:ListOpenIDConnectProviders was refused (AccessDenied)');
    // Refused calls are gaps: the scan says that not everything was read.
    expect(status).toBe(3);
    expect(`${stdout}${stderr}${readFileSync(file(), 'utf8')}`).not.toContain('never-to-be-written');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('killed in the middle, asks only what was not answered', async () => {
    fake.hang = `${DETAILS} m1`;
    const first = start();
    while (!fake.calls.includes(fake.hang)) await new Promise((tick) => setTimeout(tick, 20));
    first.child.kill('SIGKILL');
    await first.done;
    expect(existsSync(file())).toBe(false);
    fake.hang = undefined;
    fake.calls.length = 0;
    const { stdout } = await start().done;
    expect(asked()).toEqual([`${DETAILS} m1`]);
    expect(stdout).toContain('role%2Ffirst');
    expect(stdout).toContain('role%2Fsecond');
  });

  it('without anybody to sign in as says so and writes nothing', async () => {
    await fake.close();
    const { status, stderr } = await start().done;
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/^writ: /mu);
    expect(existsSync(file())).toBe(false);
    fake = await fakeAws();
  });
});
