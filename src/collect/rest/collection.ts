import { join } from 'node:path';
import { journalled, type Journal } from '../journal.ts';
import { Limiter } from '../limiter.ts';
import { Patience } from '../patience.ts';
import type { Collected, CollectOptions, CollectSink } from '../port.ts';
import { Problems } from '../problems.ts';
import { asking, type Failure, type Send, type Words } from './ask.ts';
import type { Call, Told, Vars } from './call.ts';
import { Files, sweep } from './files.ts';
import { walk, type Walking } from './walk.ts';

/** What a source is, for a collection over REST. */
export interface Source extends Pick<Walking, 'calls' | 'address' | 'next' | 'wanted'> {
  readonly name: string;
  /** Who asks, for the journal. */
  readonly caller: string;
  readonly words: Words;
  readonly send: Send;
}

/** One run: what is answered of each unit becomes the files of that unit, in the form that the provider's command line prints. */
export class Collection {
  readonly #source: Source;
  readonly #options: CollectOptions;
  readonly #sink: CollectSink;
  readonly #journal: Journal;
  readonly #problems = new Problems();
  readonly #shared = new Files();
  readonly #files: string[] = [];
  readonly #walking: Omit<Walking, 'failed' | 'answered'>;
  #answers = 0;

  constructor(source: Source, options: CollectOptions, sink: CollectSink, journal: Journal) {
    this.#source = source;
    this.#options = options;
    this.#sink = sink;
    this.#journal = journal;
    const patience = new Patience(options, {
      waits: (ms) => {
        sink.progress(`${source.name} is asked again in ${Math.ceil(ms / 1000)} s`);
      },
    });
    const { calls, address, next, wanted, send, words } = source;
    this.#walking = {
      calls, address, next, ...(wanted === undefined ? {} : { wanted }),
      ask: asking(send, words, patience, options.now), limiter: new Limiter(options.concurrency), journal,
    }; // prettier-ignore
  }

  /** Everything from one start, into the files of the folder `unit`; returns what was told. */
  async unit(at: string, vars: Vars, unit: string): Promise<readonly Told[]> {
    const { name } = this.#source;
    const told = await walk(at, vars, {
      ...this.#walking,
      answered: (call) => {
        this.#answers += 1;
        this.#sink.progress(`${name} ${unit} ${call.name}, ${this.#answers} answers`);
      },
      failed: (call, failure, { location }) => {
        this.#problem(unit, call, failure, location);
      },
    });
    const files = new Files();
    files.take(told, `${name}/${unit}`, this.#shared);
    const written = files.write(this.#options.folder);
    sweep(this.#options.folder, `${name}/${unit}`, written);
    this.#files.push(...written);
    return told;
  }

  /** Writes what belongs to no unit. */
  finish(): Collected {
    const { name } = this.#source;
    this.#files.push(...this.#shared.write(join(this.#options.folder, name)).map((one) => `${name}/${one}`));
    return { files: this.#files.sort(), answers: this.#answers, resumed: this.#journal.replayed };
  }

  /** What could not be got, to be told whether the run ends well or not. */
  tell(): void {
    for (const problem of this.#problems.all()) this.#sink.report(problem);
  }

  #problem(unit: string, call: Call, failure: Failure, part?: string): void {
    const usual = failure.kind === 'refused' && call.refusal !== undefined;
    this.#problems.add(
      {
        place: `${this.#source.name}/${unit}`,
        operation: call.name,
        ...failure,
        ...(usual ? { kind: 'not-offered' } : {}),
        ...(call.refusal === undefined ? {} : { reason: call.refusal }),
      },
      part,
    );
  }
}

/** Runs with a journal that stays when the run does not end. */
export const collecting = (
  source: Source,
  options: CollectOptions,
  sink: CollectSink,
  run: (collection: Collection) => Promise<void>,
): Promise<Collected> =>
  journalled({ collector: source.name, caller: source.caller }, options, sink, async (journal) => {
    const collection = new Collection(source, options, sink, journal);
    try {
      await run(collection);
      return collection.finish();
    } finally {
      collection.tell();
    }
  });
