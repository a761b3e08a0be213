import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WritError } from '../../model/errors.ts';
import { journalled, type Journal } from '../journal.ts';
import { eachOf, Limiter } from '../limiter.ts';
import type { Collected, Collector, CollectOptions, CollectSink } from '../port.ts';
import { Problems } from '../problems.ts';
import { isRecord } from '../shape.ts';
import { writeFile } from '../write-file.ts';
import { memberAccount, ownAccount, REGION, regionsOf, type Account } from './accounts.ts';
import { loadSdk, serviceClient, type Sdk } from './client.ts';
import { endpointOf } from './endpoint.ts';
import { failureOf } from './failure.ts';
import { servicesOf, walk, type Recorded, type Unit } from './walk.ts';

/** Accounts of AWS, into one file for each account, region and service, in the form that the aws connector reads. */
export const aws: Collector = {
  name: 'aws',
  async collect(options, sink) {
    checkOptions(options);
    const sdk = await loadSdk();
    const own = await ownAccount(sdk, options);
    // Member accounts are asked as the role.
    const caller = JSON.stringify([own.id, own.caller, options.role ?? null]);
    return journalled({ collector: 'aws', caller }, options, sink, (journal) =>
      new Collection(sdk, options, sink, journal).run(own),
    );
  },
};

function checkOptions({ role, regions = [] }: CollectOptions): void {
  const wrong = regions.find((one) => !REGION.test(one));
  if (wrong !== undefined) throw new WritError('usage', `"${wrong}" is not a region of AWS`);
  if (role !== undefined && !/^[\w+=,.@/-]{1,512}$/u.test(role))
    throw new WritError('usage', `"${role}" is not the name of a role`);
}

class Collection {
  readonly #sdk: Sdk;
  readonly #options: CollectOptions;
  readonly #sink: CollectSink;
  readonly #journal: Journal;
  readonly #limiter: Limiter;
  readonly #problems = new Problems();
  readonly #files: string[] = [];
  #answers = 0;

  constructor(sdk: Sdk, options: CollectOptions, sink: CollectSink, journal: Journal) {
    this.#sdk = sdk;
    this.#options = options;
    this.#sink = sink;
    this.#journal = journal;
    this.#limiter = new Limiter(options.concurrency);
  }

  async run(own: Account): Promise<Collected> {
    try {
      const { role } = this.#options;
      const first = await this.#account(own);
      for (const id of role === undefined ? [] : membersIn(first, own.id))
        await this.#account(memberAccount(this.#sdk, id, role ?? '', own, this.#options));
    } finally {
      for (const problem of this.#problems.all()) this.#sink.report(problem);
    }
    return { files: this.#files.sort(), answers: this.#answers, resumed: this.#journal.replayed };
  }

  /** Returns what its global services told. */
  async #account(account: Account): Promise<readonly Recorded[]> {
    const regions = await this.#regions(account);
    if (regions === undefined) return [];
    const units = [
      ...servicesOf('global').map((service) => ({ account: account.id, region: 'global', service })),
      ...regions.flatMap((region) => servicesOf('region').map((service) => ({ account: account.id, region, service }))),
    ];
    const told = await eachOf(units, this.#options.concurrency, (unit) => this.#unit(unit, account));
    return told.slice(0, servicesOf('global').length).flat();
  }

  /** Undefined: this account cannot be entered at all. */
  async #regions(account: Account): Promise<readonly string[] | undefined> {
    try {
      const enabled = await regionsOf(this.#sdk, account, this.#options);
      const asked = this.#options.regions ?? enabled;
      return asked.length > 0 ? asked : [account.home];
    } catch (error) {
      const failure = failureOf(error, {});
      if (failure.kind === 'none') return undefined;
      if (failure.kind === 'stop') throw failure.error;
      const entering = account.credentials !== undefined && failure.code.startsWith('AccessDenied');
      const operation = entering ? 'sts:AssumeRole' : 'ec2:DescribeRegions';
      this.#problems.add({ place: `aws/${account.id}`, operation, ...failure }, account.home);
      return entering ? undefined : (this.#options.regions ?? [account.home]);
    }
  }

  async #unit(unit: Unit, account: Account): Promise<readonly Recorded[]> {
    const { env } = this.#options;
    const region = unit.region === 'global' ? account.home : unit.region;
    const endpoint = endpointOf(unit.service, region, env);
    const { ask, close } = serviceClient(this.#sdk, unit.service, endpoint, account.credentials, this.#options);
    try {
      const answers = await walk(unit, {
        ask,
        limiter: this.#limiter,
        journal: this.#journal,
        answered: () => {
          this.#answers += 1;
          this.#sink.progress(`aws ${unit.account} ${unit.region} ${unit.service}, ${this.#answers} answers`);
        },
        failed: (operation, failure) => {
          const usual = failure.kind === 'refused' && operation.refusal !== undefined;
          const reason = operation.refusal === undefined ? {} : { reason: operation.refusal };
          this.#problems.add(
            {
              place: `aws/${unit.account}`,
              operation: operation.name,
              ...failure,
              ...(usual ? { kind: 'not-offered' } : {}),
              ...reason,
            },
            unit.region,
          );
        },
      });
      this.#write(unit, answers);
      return answers;
    } finally {
      close();
    }
  }

  /** What an earlier collection had of a service that is empty by now is taken away. */
  #write({ account, region, service }: Unit, answers: readonly Recorded[]): void {
    const name = `aws/${account}/${region}/${service}.json`;
    const path = join(this.#options.folder, name);
    if (answers.every(({ output }) => isEmpty(output))) {
      if (existsSync(path)) rmSync(path);
      return;
    }
    const lines = answers.map((one) => `  ${JSON.stringify(one)}`);
    writeFile(path, `{"writ": "collected/aws/1", "answers": [\n${lines.join(',\n')}\n]}\n`);
    this.#files.push(name);
  }
}

/** Nothing but empty lists and objects. */
const isEmpty = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length === 0
    : isRecord(value)
      ? Object.values(value).every(isEmpty)
      : value === undefined;

/** Active accounts of the organisation, without our own. */
function membersIn(answers: readonly Recorded[], own: string): readonly string[] {
  const ids = answers
    .filter((one) => one.operation === 'organizations:ListAccounts')
    .flatMap(({ output }) =>
      isRecord(output) && Array.isArray(output['Accounts']) ? (output['Accounts'] as unknown[]) : [],
    )
    .flatMap((one) => (isRecord(one) && typeof one['Id'] === 'string' && !isClosed(one) ? [one['Id']] : []));
  return [...new Set(ids)].filter((id) => /^\d{12}$/u.test(id) && id !== own).sort();
}

const isClosed = (account: Readonly<Record<string, unknown>>): boolean =>
  /^(?:SUSPENDED|PENDING_CLOSURE|CLOSED)$/u.test(String(account['State'] ?? account['Status']));
