import type { Island } from '../island.ts';
import type { Card, FindingRow, IdentityRow, StepRow } from '../rows.ts';

/* Run here in tests and in the page: each may use its arguments and the functions of this file, nothing else. */

export function unpackText(island: Island, at: number | undefined): string {
  return island.texts[at ?? -1] ?? '';
}

export function unpackPlace(island: Island, file: number | undefined, line: number | undefined): string {
  const name = unpackText(island, file);
  return line === undefined || line < 0 ? name : `${name}:${line}`;
}

export function unpackCard(island: Island, at: number | undefined): Card {
  const [kind, name, where, jewel, entry] = island.cards[at ?? -1] ?? [];
  return {
    kind: unpackText(island, kind),
    name: unpackText(island, name),
    where: unpackText(island, where),
    jewel: unpackText(island, jewel),
    entry: unpackText(island, entry),
  };
}

export function unpackStep(island: Island, at: number): StepRow {
  const [from, to, by, means, confidence, condition, file, line, more = 0] = island.steps[at] ?? [];
  return {
    from: unpackCard(island, from),
    to: unpackCard(island, to),
    by: unpackText(island, by),
    means: unpackText(island, means),
    confidence: unpackText(island, confidence),
    condition: unpackText(island, condition),
    place: unpackPlace(island, file, line),
    more,
  };
}

export function unpackFinding(island: Island, at: number): FindingRow {
  const [one = [], places = [], steps = [], cuts = [], frameworks = [], fix = []] = island.findings[at] ?? [];
  const [id, rule, severity = 0, confidence, score, identity, owner, title, detail] = one;
  const [morePlaces = 0, closes = 0, fixKind, why, number = 0] = one.slice(9);
  const text = (place: number | undefined): string => unpackText(island, place);
  return {
    number,
    id: text(id),
    rule: text(rule),
    severity,
    confidence: text(confidence),
    score: text(score),
    identity: unpackCard(island, identity),
    owner: text(owner),
    title: text(title),
    detail: text(detail),
    places: places.flatMap((file, index) => (index % 2 === 0 ? [unpackPlace(island, file, places[index + 1])] : [])),
    morePlaces,
    steps: steps.map((step) => unpackStep(island, step)),
    cuts,
    closes,
    frameworks: frameworks.map(text),
    fix: { kind: text(fixKind), why: text(why), text: fix.map(text).join('\n') },
  };
}

export function unpackIdentity(island: Island, at: number): IdentityRow {
  const [card, environment, owner, jewels = 0, findings = 0, file, line] = island.identities[at] ?? [];
  return {
    card: unpackCard(island, card),
    environment: unpackText(island, environment),
    owner: unpackText(island, owner),
    jewels,
    findings,
    place: unpackPlace(island, file, line),
  };
}
