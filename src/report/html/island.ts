import { plain } from './markup.ts';
import type { About, Card, FindingRow, IdentityRow, StepRow } from './rows.ts';

/**
 * Rows as the page's script reads them: every text stands once in `texts` and is meant by its number, every card and every step of a
 * path likewise. `views/unpack.ts` is the way back.
 */
export interface Island {
  readonly about: About;
  readonly texts: readonly string[];
  readonly cards: readonly (readonly number[])[];
  readonly steps: readonly (readonly number[])[];
  readonly findings: readonly PackedFinding[];
  readonly identities: readonly (readonly number[])[];
}

/** Texts and cards by number: id, rule, severity, confidence, score, identity, owner, title, detail, more places, closes, fix kind, why. */
export type PackedFinding = readonly [
  one: readonly number[],
  places: readonly number[],
  steps: readonly number[],
  cuts: readonly number[],
  frameworks: readonly number[],
  fix: readonly number[],
];

export function pack(about: About, findings: readonly FindingRow[], identities: readonly IdentityRow[]): Island {
  const texts = new Table<string>((text) => text);
  const text = (one: string): number => texts.at(plain(one));
  const cards = new Table<readonly number[]>((one) => one.join());
  const card = (one: Card): number => cards.at([one.kind, one.name, one.where, one.jewel, one.entry].map(text));
  /** A place is its file and its line: files repeat, lines do not. */
  const place = (one: string): number[] => {
    const [, file, line] = /^(.*):(0|[1-9]\d{0,8})$/su.exec(one) ?? [];
    return file === undefined ? [text(one), -1] : [text(file), Number(line)];
  };
  const steps = new Table<readonly number[]>((one) => one.join());
  const step = (one: StepRow): number =>
    steps.at([
      card(one.from), card(one.to), text(one.by), text(one.means), text(one.confidence), text(one.condition), ...place(one.place), one.more,
    ]); // prettier-ignore
  const packed = findings.map((one): PackedFinding => [
    [
      text(one.id), text(one.rule), one.severity, text(one.confidence), text(one.score), card(one.identity), text(one.owner),
      text(one.title), text(one.detail), one.morePlaces, one.closes, text(one.fix.kind), text(one.fix.why), one.number,
    ],
    one.places.flatMap(place),
    one.steps.map(step),
    one.cuts,
    one.frameworks.map(text),
    one.fix.text.split('\n').map(text),
  ]); // prettier-ignore
  const people = identities.map((one) => [
    card(one.card), text(one.environment), text(one.owner), one.jewels, one.findings, ...place(one.place),
  ]); // prettier-ignore
  return { about, texts: texts.all, cards: cards.all, steps: steps.all, findings: packed, identities: people };
}

/** Values by number, equal ones once. */
class Table<T> {
  readonly all: T[] = [];
  private readonly known = new Map<string, number>();
  private readonly keyOf: (value: T) => string;

  constructor(keyOf: (value: T) => string) {
    this.keyOf = keyOf;
  }

  at(value: T): number {
    const key = this.keyOf(value);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}
