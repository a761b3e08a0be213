import type { Writable } from 'node:stream';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '../api/app.ts';
import type { LogLevel } from '../api/log-levels.ts';
import { scanHooks } from '../api/scan-hooks.ts';
import { Failures } from '../api/sign-in/failures.ts';
import { linkOf } from '../api/sign-in/links.ts';
import { Principals } from '../api/sign-in/principals.ts';
import type { SignInOptions } from '../api/sign-in/sign-in.ts';
import { siteOf } from '../api/sign-in/site.ts';
import { LocalDisk } from '../ledger/disk/local.ts';
import type { HttpWitness } from '../ledger/witness/cosigner.ts';
import { prune } from '../ledger/write/prune.ts';
import { USUAL } from '../issuer/policy.ts';
import { WritError } from '../model/errors.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { lockData } from './data-lock.ts';
import { doorOf } from './door.ts';
import { firstLink } from './first-link.ts';
import { openIssuing, type Issuing, type TrustDomainSetting } from './issuing.ts';
import { Desk } from './ledger-desk.ts';
import { logKey } from './log-key.ts';
import { openLedger } from './open-ledger.ts';
import { Pruning } from './pruning.ts';
import { Record } from './record.ts';
import { Reports } from './reports.ts';
import { Scans, type Scanning } from './scanning/scans.ts';
import { Sealing } from './sealing.ts';
import { telemetry } from './telemetry.ts';
import { Witnesses } from './witnesses.ts';

export interface ServeOptions {
  readonly data: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly databaseUrl?: string | undefined;
  readonly level: LogLevel;
  readonly logTo: Writable;
  readonly version: string;
  /** Where spans are sent, OTLP over HTTP; nowhere without it. */
  readonly telemetry?: string | undefined;
  /** Where people reach it: over HTTPS, by a proxy before it. Without it only the names of this machine are served. */
  readonly publicUrl?: string | undefined;
  readonly signIn?: SignInOptions;
  /** Prints a link also when there is one administrator, who has lost every other way. */
  readonly newLink?: boolean;
  readonly ledger?: LedgerSetting;
  readonly trustDomain?: TrustDomainSetting;
  /** What it scans; nothing where it is left out. */
  readonly scanning?: Scanning;
}

export interface LedgerSetting {
  /** Days after which entries may go; all are kept where it is left out. */
  readonly keep?: number;
  readonly witnesses?: readonly HttpWitness[];
}

export interface Running {
  readonly url: string;
  /** By which the first administrator signs in, once. */
  readonly link?: string;
  /** Takes no more requests, ends those that run, records the stop, seals, and lets go of everything. */
  stop(): Promise<void>;
}

const SEAL_EVERY_MS = 1000;
const READY_WITHIN_MS = 2000;

/** The composition root: what is opened here is closed in the other order, also when a later step fails. */
export async function serve(options: ServeOptions): Promise<Running> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    const problems: unknown[] = [];
    for (const one of closing.splice(0).reverse()) await one().catch((error: unknown) => problems.push(error));
    if (problems.length > 0) throw problems[0];
  };
  try {
    const { data, version } = options;
    const lock = await lockData(data);
    closing.push(() => lock.release());
    const store = await openStore({ data, databaseUrl: options.databaseUrl, sole: true });
    closing.push(() => store.close());
    const disk = new LocalDisk(join(data, 'log'));
    const key = await logKey(data, existsSync(join(data, 'log', 'checkpoint')));
    const now = (): Date => new Date();
    const witnesses = new Witnesses(options.ledger?.witnesses ?? [], (says) => {
      server.log.warn(says);
    });
    const ledger = await openLedger(disk, key, { now, ...witnesses.signing });
    closing.push(() => ledger.close());
    let revision = await store.revision();
    await ledger.append({
      kind: 'server-started',
      actor: 'writ',
      action: 'start',
      outcome: 'done',
      data: { version, store: store.kind, revision, unsealed: ledger.unsealed, torn: ledger.torn },
    });
    const record = await Record.open(store, ledger, disk, (problem) => {
      server.log.error({ err: problem }, 'what changed cannot be recorded');
    });
    const reports = new Reports(data);
    const issuing = await openIssuing({ store, data, now }, options.trustDomain ?? { policy: USUAL }, (problem) => {
      server.log.error({ err: problem }, 'the authority of the trust domain cannot do what is due');
    });
    closing.push(() => issuing.stop());
    const services = {
      reports,
      trustDomain: issuing,
      ledger: new Desk(ledger, disk, [key.signer.verifier], witnesses.verifiers),
    };
    const principals = new Principals(store, now);
    const site = siteOf(options.publicUrl);
    const server = await app({
      signIn: { site, failures: new Failures((event) => ledger.append(event), now), options: options.signIn ?? {} },
      logTo: options.logTo,
      level: options.level,
      version,
      reached: () => options.publicUrl ?? localhost(url),
      door: doorOf({ store, ledger, record, principals, now, site, services }),
      standing: {
        problems: () => problemsOf(store, sealing, record, issuing),
        ledgerEntries: () => ledger.head.size,
        ledgerUnsealed: () => ledger.unsealed,
        storeRevision: () => revision,
      },
    });
    if (options.telemetry !== undefined) {
      const spans = telemetry(options.telemetry, version);
      spans.observe(server);
      closing.push(() => spans.close().catch(() => undefined));
    }
    const sealing = new Sealing(ledger, SEAL_EVERY_MS, (problem) => {
      server.log.error({ err: problem }, 'the ledger cannot be sealed');
    });
    closing.push(() => {
      sealing.stop();
      return ledger.append({
        kind: 'server-stopped',
        actor: 'writ',
        action: 'stop',
        outcome: 'done',
        data: { version },
      });
    });
    const { keep } = options.ledger ?? {};
    if (keep !== undefined) {
      const pruning = new Pruning(
        () => prune(ledger, disk, { by: 'writ', keep, now }),
        (problem) => {
          server.log.error({ err: problem }, 'the ledger cannot be pruned');
        },
      );
      closing.push(() => pruning.stop());
    }
    const end = store.follow((seen) => {
      revision = seen;
      record.soon();
    });
    closing.push(async () => {
      end();
      await record.carry();
    });
    closing.push(() => server.close());
    if (options.scanning) {
      const told = (problem: unknown): void => {
        server.log.error({ err: problem }, 'sources cannot be scanned');
      };
      const scans = new Scans({
        ...options.scanning,
        store,
        now,
        told,
        keep: (source, html) => reports.keep(source, html),
      });
      await scanHooks(server, { store, now, runningSince: (name) => scans.runningSince(name) });
      await scans.start();
      closing.push(() => scans.stop());
    }
    const url = await listen(server, options);
    const secret = await firstLink(store, { now: now(), again: options.newLink === true });
    const link = secret === undefined ? {} : { link: linkOf(options.publicUrl ?? localhost(url), secret) };
    return { url, ...link, stop: close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** A name instead of an address: passkeys are made for names. */
const localhost = (url: string): string => url.replace(/\/\/(?:127\.0\.0\.1|\[::1\])/u, '//localhost');

async function listen(server: Awaited<ReturnType<typeof app>>, { host, port }: ServeOptions): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    throw new WritError('cannot-listen', `${host}:${port}, ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function problemsOf(
  store: Store,
  sealing: Sealing,
  record: Record,
  issuing: Issuing,
): Promise<Readonly<{ [part: string]: string }>> {
  const late = new Promise<string>((resolve) => {
    setTimeout(resolve, READY_WITHIN_MS, 'it does not answer').unref();
  });
  const ofStore = await Promise.race([
    store.revision().then(
      () => undefined,
      () => 'it does not answer',
    ),
    late,
  ]);
  return {
    ...(ofStore === undefined ? {} : { store: ofStore }),
    ...(sealing.problem ? { ledger: 'it cannot be sealed' } : {}),
    ...(record.problem ? { record: 'what changed cannot be recorded' } : {}),
    ...(issuing.issuer.x509 && issuing.issuer.jwt ? {} : { trustDomain: 'no authority signs' }),
  };
}
