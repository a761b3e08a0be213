import { hasHole } from '../../model/hole.ts';
import type { Template } from '../condition/template.ts';
import { templateOf } from '../condition/template.ts';
import { Interned } from '../match/interned.ts';
import { openMatch } from '../match/open.ts';
import { Pattern } from '../match/pattern.ts';
import type { Question } from '../question/question.ts';
import { NO, not, or, YES, type Truth } from '../truth.ts';
import { OpenResource } from './open-resource.ts';

const interned = new Interned<Resources>();

/** One object for elements that are written alike. */
export const resourcesOf = (written: readonly string[], version: string, negated: boolean): Resources =>
  interned.of(JSON.stringify([version, negated, written]), () => new Resources(written, version, negated));

/** More exact ARNs than this are looked up, fewer compared. */
const FEW = 8;

/** A Resource or NotResource element. Exact ARNs are looked up, the rest compared; variables and holes are rare and slow. */
export class Resources {
  readonly #any: boolean;
  readonly #negated: boolean;
  readonly #patterns: readonly Pattern[];
  readonly #exact: ReadonlySet<string> | undefined;
  readonly #open: readonly OpenResource[];

  constructor(written: readonly string[], version: string, negated: boolean) {
    const sources = written.map((text) => templateOf(text, version, true));
    const closed = sources.filter((one): one is string => typeof one === 'string' && !hasHole(one));
    const patterns = closed.map((source) => new Pattern(source));
    const exact = patterns.flatMap((pattern) => pattern.exact ?? []);
    this.#any = patterns.some(({ any }) => any);
    this.#negated = negated;
    this.#exact = exact.length > FEW ? new Set(exact) : undefined;
    this.#patterns = this.#exact ? patterns.filter((pattern) => pattern.exact === undefined) : patterns;
    this.#open = sources
      .filter((one) => typeof one !== 'string' || hasHole(one))
      .map((source) => new OpenResource(source));
  }

  /** Every resource is among them. */
  get every(): boolean {
    return this.#any && !this.#negated;
  }

  /** Those with variables and holes. */
  get open(): readonly (string | Template)[] {
    return this.#open.map(({ source }) => source);
  }

  truth(question: Question): Truth {
    const among = this.#any ? YES : question.open ? this.#openAmong(question) : this.#among(question);
    return this.#negated ? not(among) : among;
  }

  #among(question: Question): Truth {
    const { resource } = question;
    for (const pattern of this.#patterns) if (pattern.test(resource)) return YES;
    if (this.#exact?.has(resource) === true) return YES;
    return this.#open.length === 0 ? NO : this.#openTruth(question, NO);
  }

  /** The resource itself is not wholly known. */
  #openAmong(question: Question): Truth {
    let truth: Truth = NO;
    for (const exact of this.#exact ?? []) truth = or(truth, openMatch(exact, question.resource));
    for (const { source } of this.#patterns) truth = or(truth, openMatch(source, question.resource));
    return truth === YES ? YES : this.#openTruth(question, truth);
  }

  #openTruth(question: Question, least: Truth): Truth {
    let truth = least;
    for (const one of this.#open) {
      truth = or(truth, one.truth(question));
      if (truth === YES) return YES;
    }
    return truth;
  }
}
