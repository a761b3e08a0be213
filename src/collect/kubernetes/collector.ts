import { journalled, type Journal } from '../journal.ts';
import { eachOf, Limiter } from '../limiter.ts';
import { Patience } from '../patience.ts';
import type { Collected, Collector, CollectOptions, CollectSink } from '../port.ts';
import { Problems } from '../problems.ts';
import type { Asking } from './asking.ts';
import { ApiServer, loadSdk } from './client.ts';
import { contextsOf, type Context } from './contexts.ts';
import { discover } from './discover.ts';
import { writeContext } from './files.ts';
import { list } from './list.ts';

/** Clusters, one folder a context and one file a kind, as lists that the kubernetes connector reads. */
export const k8s: Collector = {
  name: 'k8s',
  async collect(options, sink) {
    const servers = contextsOf(await loadSdk(), options).map((context) => ({
      context,
      server: new ApiServer(context.config, context.server, options),
    }));
    try {
      const callers = await eachOf(servers, options.concurrency, ({ server }) => server.caller());
      const caller = JSON.stringify([...new Set(callers)].sort());
      return await journalled({ collector: 'k8s', caller }, options, sink, (journal) =>
        new Collection(options, sink, journal).run(servers),
      );
    } finally {
      for (const { server } of servers) server.close();
    }
  },
};

interface Served {
  readonly context: Context;
  readonly server: ApiServer;
}

class Collection {
  readonly #options: CollectOptions;
  readonly #sink: CollectSink;
  readonly #journal: Journal;
  readonly #problems = new Problems();
  readonly #files: string[] = [];
  #answers = 0;

  constructor(options: CollectOptions, sink: CollectSink, journal: Journal) {
    this.#options = options;
    this.#sink = sink;
    this.#journal = journal;
  }

  async run(servers: readonly Served[]): Promise<Collected> {
    try {
      for (const one of servers) await this.#context(one);
    } finally {
      for (const problem of this.#problems.all()) this.#sink.report(problem);
    }
    return { files: this.#files.sort(), answers: this.#answers, resumed: this.#journal.replayed };
  }

  async #context({ context, server }: Served): Promise<void> {
    const { folder, concurrency, secretNames = false } = this.#options;
    const asking = this.#asking({ context, server });
    const kinds = await discover(asking, (row) => row.onRequest !== true || secretNames);
    const lists = await eachOf(kinds, concurrency, async (kind) => ({ kind, items: await list(kind, asking) }));
    const got = lists.flatMap(({ kind, items }) => (items === undefined ? [] : [{ kind, items }]));
    this.#files.push(...writeContext(folder, context.name, got));
  }

  #asking({ context, server }: Served): Asking {
    return {
      context,
      server,
      journal: this.#journal,
      limiter: new Limiter(this.#options.concurrency),
      patience: new Patience(this.#options),
      failed: (problem) => {
        this.#problems.add({ place: `k8s/${context.name}`, ...problem });
      },
      answered: (what) => {
        this.#answers += 1;
        this.#sink.progress(`k8s ${context.name} ${what}, ${this.#answers} answers`);
      },
    };
  }
}
