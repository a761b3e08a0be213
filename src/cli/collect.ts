import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { COLLECTORS } from '../collect/catalogue.ts';
import type { Collected, CollectOptions } from '../collect/port.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Io } from './io.ts';
import { Progress } from './progress.ts';

export type CollectorName = keyof typeof COLLECTORS;

export interface CollectFlags {
  readonly collect?: readonly CollectorName[];
  readonly collectTo: string;
  readonly collectRole?: string;
  readonly collectRegion?: readonly string[];
  readonly collectProject?: readonly string[];
  readonly collectOrganization?: string;
  readonly collectSubscription?: readonly string[];
  readonly collectContext?: readonly string[];
  readonly collectSecretNames?: true;
  readonly collectOrg?: readonly string[];
  readonly quiet?: true;
}

/** Reads live sources into files, one source after the other, and says on stderr what was written and what was refused. */
export async function collect(io: Io, flags: CollectFlags): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const options = optionsOf(io, flags);
  for (const name of new Set(flags.collect)) {
    const collector = await COLLECTORS[name]();
    const progress = io.progress && flags.quiet !== true ? new Progress(io.errNow, io.width) : undefined;
    let collected: Collected;
    try {
      collected = await collector.collect(options, {
        progress: (what) => progress?.show(0, 0, what),
        report: (problem) => void problems.push(problem),
      });
    } finally {
      progress?.clear();
    }
    if (flags.quiet !== true) await io.err(`writ: ${said(name, collected, flags.collectTo)}\n`);
  }
  return problems;
}

function said(name: string, { files, answers, resumed, anew }: Collected, folder: string): string {
  const before =
    anew === true
      ? ', all asked again: the run before was of another caller'
      : resumed === 0
        ? ''
        : `, ${resumed} of them from the run before`;
  return `collected ${name}: ${answers} answers${before}, in ${files.length} files under ${folder}`;
}

const optionsOf = (io: Io, flags: CollectFlags): CollectOptions => ({
  folder: resolve(io.cwd, flags.collectTo),
  ...(flags.collectRole === undefined ? {} : { role: flags.collectRole }),
  ...(flags.collectRegion === undefined ? {} : { regions: flags.collectRegion }),
  ...(flags.collectProject === undefined ? {} : { projects: flags.collectProject }),
  ...(flags.collectOrganization === undefined ? {} : { organization: flags.collectOrganization }),
  ...(flags.collectSubscription === undefined ? {} : { subscriptions: flags.collectSubscription }),
  ...(flags.collectContext === undefined ? {} : { contexts: flags.collectContext }),
  ...(flags.collectSecretNames === undefined ? {} : { secretNames: true }),
  ...(flags.collectOrg === undefined ? {} : { organisations: flags.collectOrg }),
  env: io.env,
  concurrency: 8,
  timeout: 30_000,
  attempts: 8,
  now: () => new Date(),
  pause: (ms) => pause(ms),
});
