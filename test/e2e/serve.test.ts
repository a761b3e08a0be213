import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../sessions/build.ts';

const home = mkdtempSync(join(tmpdir(), 'writ-serve-'));
const data = join(home, 'data');
const running: ChildProcess[] = [];

beforeAll(() => {
  builtProgram();
}, 600_000);
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  /** What stands on stderr so far: the log. */
  readonly log: () => string;
  readonly exit: Promise<number | null>;
}

async function served(...more: readonly string[]): Promise<Server> {
  return servedWith({}, ...more);
}

async function servedWith(env: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [builtProgram(), 'serve', '--data', data, '--listen', '0', ...more], {
    env: { ...process.env, DATABASE_URL: '', ...env },
  });
  running.push(child);
  let log = '';
  child.stderr.on('data', (part: Buffer) => (log += part.toString()));
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      const [, found] = /serves (http:\S+)/u.exec(part.toString()) ?? [];
      if (found !== undefined) resolve(found);
    });
    void exit.then((code) => {
      reject(new Error(`it ended with ${String(code)}: ${log}`));
    });
  });
  return { child, url, log: () => log, exit };
}

const entries = (): readonly { readonly kind: string; readonly data?: unknown }[] => {
  const { status, stdout } = spawnSync(process.execPath, [builtProgram(), 'ledger', 'export', '--data', data], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.trim().split('\n').map((line) => (JSON.parse(line) as { readonly entry: { readonly kind: string } }).entry);
}; // prettier-ignore

const verified = (): number | null =>
  spawnSync(process.execPath, [builtProgram(), 'ledger', 'verify', '--data', data, '--key', join(data, 'log.pub')])
    .status;

describe('writ serve', () => {
  it('makes what it needs, answers, records its start and stop, and leaves a log that verifies', async () => {
    const server = await served();
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, ready.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^writ_ledger_unsealed \d+$/mu);
    const none = await fetch(`${server.url}/nothing`);
    expect([none.status, none.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(await none.json()).toMatchObject({ code: 'not-found', status: 404 });
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    const made = ['authority-prepared', 'authority-activated'];
    expect(entries().map(({ kind }) => kind)).toEqual([
      ...['server-started', 'trust-domain-named', ...made, ...made],
      ...['sign-in-link-made', 'server-stopped'],
    ]);
    expect(verified()).toBe(0);
    expect(statSync(join(data, 'log-key.json')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(data, 'writ.lock'))).toBe(false);
    for (const line of server.log().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  });

  it('is the only one on its folder, and takes over from one that was killed', async () => {
    const first = await served();
    const second = await served().catch((error: unknown) => String(error));
    expect(second).toContain('ended with 2');
    expect(second).toContain('Another process has the data folder');
    first.child.kill('SIGKILL');
    await first.exit;
    const third = await served();
    third.child.kill('SIGINT');
    expect(await third.exit).toBe(0);
    const kinds = entries().flatMap(({ kind }) => (kind.startsWith('server-') ? [kind] : []));
    expect(kinds.slice(-3)).toEqual(['server-started', 'server-started', 'server-stopped']);
    expect(verified()).toBe(0);
  });

  it('lets a request that runs come to its end, and refuses a body that is too large or none', async () => {
    const server = await served();
    const large = await fetch(`${server.url}/healthz`, { method: 'POST', body: 'x'.repeat(2 << 20) });
    expect(large.status).toBeGreaterThanOrEqual(400);
    const { port } = new URL(server.url);
    const slow = connect(Number(port), '127.0.0.1');
    let answer = '';
    slow.on('data', (part: Buffer) => (answer += part.toString()));
    const ended = new Promise((resolve) => slow.on('close', resolve));
    slow.write('GET /healthz HTTP/1.1\r\nhost: a\r\n');
    await pause(300);
    server.child.kill('SIGTERM');
    await pause(300);
    slow.write('connection: close\r\n\r\n');
    await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 (?:200|503) /u);
    expect(await server.exit).toBe(0);
  });

  it('has its heads cosigned by a second Writ, and says so when that one is asked of', async () => {
    const witness = spawn(process.execPath, [builtProgram(), 'ledger', 'witness', '--data', join(home, 'witness'), '--log', join(data, 'log.pub'), '--listen', '0', '--name', 'w.test/1']);
    running.push(witness);
    let said = '';
    witness.stdout.on('data', (part: Buffer) => (said += part.toString()));
    await expect.poll(() => said, { timeout: 20_000 }).toMatch(/key: \S+\n/u);
    const [, url = '', key = ''] = /at (http:\S+)\nkey: (\S+)\n/u.exec(said) ?? [];
    const config = join(home, 'witnessed.yaml');
    writeFileSync(config, `ledger: { keep: 400d, witnesses: [{ url: "${url}", key: "${key}" }] }\n`);
    const server = await served('--config', config);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    const verify = ['ledger', 'verify', '--data', data, '--key', join(data, 'log.pub'), '--witness', key];
    const { status, stdout } = spawnSync(process.execPath, [builtProgram(), ...verify], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('seen by w.test/1 at')]);
    expect(stdout).not.toContain('Not excluded');
    witness.kill('SIGTERM');
    await expect.poll(() => witness.exitCode, { timeout: 20_000 }).toBe(0);
    writeFileSync(config, 'ledger: { keep: 30d }\n');
    expect(await served('--config', config).catch((error: unknown) => String(error))).toContain('184d is the shortest');
    writeFileSync(config, `ledger: { witnesses: [{ url: "${url}", key: "none" }] }\n`);
    expect(await served('--config', config).catch((error: unknown) => String(error))).toContain('"none" is no key of a witness');
  }); // prettier-ignore

  it('sends spans of what it served where it is told to', async () => {
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      request.on('data', (part: Buffer) => bodies.push(`${request.url ?? ''} ${part.toString()}`));
      request.on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => {
      collector.listen(0, '127.0.0.1', resolve);
    });
    const { port } = collector.address() as AddressInfo;
    const server = await servedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    await fetch(`${server.url}/healthz`);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
    collector.close();
    expect(bodies.join('')).toMatch(/^\/v1\/traces .*"GET \/healthz"/u);
  });

  it('does not make another key for a log whose key is gone', async () => {
    renameSync(join(data, 'log-key.json'), join(home, 'kept-key.json'));
    expect(await served().catch((error: unknown) => String(error))).toContain('its key log-key.json is missing');
    renameSync(join(home, 'kept-key.json'), join(data, 'log-key.json'));
    expect(readFileSync(join(data, 'log.pub'), 'utf8')).toMatch(/^writ\.local\//u);
  });
});
