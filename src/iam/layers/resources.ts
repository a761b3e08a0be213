import { hasHole } from '../../model/hole.ts';
import type { Template } from '../condition/template.ts';
import { templateOf } from '../condition/template.ts';
import { openMatch } from '../match/open.ts';
import { Pattern } from '../match/pattern.ts';
import type { Question } from '../question/question.ts';
import { NO, not, or, YES, type Truth } from '../truth.ts';

/** A Resource or NotResource element. Exact ARNs are looked up, the rest compared; variables and holes are rare and slow. */
export class Resources {
  readonly #any: boolean;
  readonly #exact: ReadonlySet<string>;
  readonly #patterns: readonly Pattern[];
  readonly #open: readonly (string | Template)[];
  readonly #negated: boolean;

  constructor(written: readonly string[], version: string, negated: boolean) {
    const sources = written.map((text) => templateOf(text, version, true));
    const closed = sources.filter((one): one is string => typeof one === 'string' && !hasHole(one));
    const patterns = closed.map((source) => new Pattern(source));
    this.#any = patterns.some(({ any }) => any);
    this.#exact = new Set(patterns.flatMap(({ exact }) => exact ?? []));
    this.#patterns = patterns.filter(({ exact }) => exact === undefined);
    this.#open = sources.filter((one) => typeof one !== 'string' || hasHole(one));
    this.#negated = negated;
  }

  /** Every resource is among them. */
  get every(): boolean {
    return this.#any && !this.#negated;
  }

  get open(): readonly (string | Template)[] {
    return this.#open;
  }

  truth(question: Question): Truth {
    const among = this.#any ? YES : question.open ? this.#openAmong(question) : this.#among(question);
    return this.#negated ? not(among) : among;
  }

  #among(question: Question): Truth {
    const { resource } = question;
    if (this.#exact.size > 0 && this.#exact.has(resource)) return YES;
    for (const pattern of this.#patterns) if (pattern.test(resource)) return YES;
    return this.#open.length === 0 ? NO : this.#openTruth(question, NO);
  }

  /** The resource itself is not wholly known. */
  #openAmong(question: Question): Truth {
    let truth: Truth = NO;
    for (const exact of this.#exact) truth = or(truth, openMatch(exact, question.resource));
    for (const { source } of this.#patterns) truth = or(truth, openMatch(source, question.resource));
    return truth === YES ? YES : this.#openTruth(question, truth);
  }

  #openTruth(question: Question, least: Truth): Truth {
    let truth = least;
    for (const source of this.#open) {
      const text = typeof source === 'string' ? source : source.resolve(question).text;
      if (text === undefined) continue;
      truth = or(
        truth,
        hasHole(text) || question.open
          ? openMatch(text, question.resource)
          : new Pattern(text).test(question.resource)
            ? YES
            : NO,
      );
      if (truth === YES) return YES;
    }
    return truth;
  }
}
