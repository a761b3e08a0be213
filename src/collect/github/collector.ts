import { WritError } from '../../model/errors.ts';
import { journalled, type Journal } from '../journal.ts';
import { eachOf, Limiter } from '../limiter.ts';
import { Patience } from '../patience.ts';
import type { Collected, Collector, CollectOptions, CollectSink } from '../port.ts';
import { Problems } from '../problems.ts';
import { record, type Asking } from './asking.ts';
import { apiAddress, client, loadSdk, tokenIn, type Ask } from './client.ts';
import { writeOrganisation } from './files.ts';
import { INSTALLATIONS, LIST_REPOSITORIES, OF_ORGANISATION } from './operations.ts';
import { readRepository, repositoryOf } from './repository.ts';

/** Organisations of GitHub: settings as recorded answers, workflows and CODEOWNERS as files in the folders of their repositories. */
export const github: Collector = {
  name: 'github',
  async collect(options, sink) {
    const organisations = checked(options);
    const token = tokenIn(options.env);
    const ask = client(await loadSdk(), token, options);
    // Two tokens of one person need not see the same.
    return journalled({ collector: 'github', caller: token }, options, sink, (journal) =>
      new Collection(ask, options, sink, journal).run(organisations),
    );
  },
};

function checked({ organisations = [] }: CollectOptions): readonly string[] {
  if (organisations.length === 0)
    throw new WritError('usage', 'no organisation is named', { hint: 'Name it with --collect-org ORG.' });
  const wrong = organisations.find((one) => !/^\w[\w-]{0,99}$/u.test(one));
  if (wrong !== undefined) throw new WritError('usage', `"${wrong}" is not the name of an organisation`);
  return organisations;
}

class Collection {
  readonly #ask: Ask;
  readonly #options: CollectOptions;
  readonly #sink: CollectSink;
  readonly #journal: Journal;
  readonly #limiter: Limiter;
  readonly #patience: Patience;
  readonly #problems = new Problems();
  readonly #files: string[] = [];
  #answers = 0;

  constructor(ask: Ask, options: CollectOptions, sink: CollectSink, journal: Journal) {
    this.#ask = ask;
    this.#options = options;
    this.#sink = sink;
    this.#journal = journal;
    this.#limiter = new Limiter(options.concurrency);
    const waits = (ms: number): void => {
      sink.progress(`github asks to wait ${Math.ceil(ms / 1000)} s`);
    };
    this.#patience = new Patience(options, { waits });
  }

  async run(organisations: readonly string[]): Promise<Collected> {
    try {
      for (const one of organisations) await this.#organisation(one);
    } finally {
      for (const problem of this.#problems.all()) this.#sink.report(problem);
    }
    return { files: this.#files.sort(), answers: this.#answers, resumed: this.#journal.replayed };
  }

  async #organisation(org: string): Promise<void> {
    const { env, folder, concurrency } = this.#options;
    const asking = this.#asking(org);
    const [first, ...rest] = OF_ORGANISATION;
    const itself = first && (await record(first, { org }, asking));
    // Refused, which is told: what it has is not known, and what an earlier run wrote stays.
    if (!itself) return;
    const [others, installations, listed] = await Promise.all([
      Promise.all(rest.map((one) => record(one, { org }, asking))),
      record(INSTALLATIONS, { org }, asking),
      record(LIST_REPOSITORIES, { org }, asking),
    ]);
    const rows: readonly unknown[] = Array.isArray(listed?.output) ? listed.output : [];
    const known = rows.flatMap((one) => repositoryOf(one, org) ?? []);
    const repositories = await eachOf(known, concurrency, async (repository) => ({
      repository,
      read: await readRepository(repository, asking),
    }));
    this.#files.push(
      ...writeOrganisation(folder, {
        name: org,
        host: hostOf(apiAddress(env)),
        answers: [itself, ...others.flatMap((one) => one ?? [])],
        installations: installations?.output,
        repositories,
      }),
    );
  }

  #asking(org: string): Asking {
    return {
      ask: this.#ask,
      address: apiAddress(this.#options.env).href,
      journal: this.#journal,
      limiter: this.#limiter,
      patience: this.#patience,
      failed: (problem, part) => {
        this.#problems.add({ place: `github/${org}`, ...problem }, part);
      },
      answered: (what) => {
        this.#answers += 1;
        this.#sink.progress(`github ${org} ${what}, ${this.#answers} answers`);
      },
    };
  }
}

/** The host that repositories are cloned from. */
const hostOf = ({ hostname }: URL): string => (hostname === 'api.github.com' ? 'github.com' : hostname);
