import { hash } from 'node:crypto';
import type { EstateGraph } from '../graph/port.ts';
import type { Estate } from '../model/estate.ts';
import type { Evidence, Span } from '../model/evidence.ts';
import { SEVERITIES, type Finding, type FindingDraft, type FixPlan, type Severity } from '../model/finding.ts';
import type { NodeId } from '../model/id.ts';
import { RULES } from './catalogue.ts';
import { closings, type Closings } from './closes.ts';
import { contextOf } from './context.ts';
import { NOTHING_SAID, type JudgeContext, type Rule, type Said } from './rule.ts';
import { scoreOf, termsOf } from './score.ts';
import { teamRule } from './team-rule.ts';

/** A finding whose fix is still a plan: printing it needs the text of the files. */
export interface Judged extends Omit<Finding, 'fix'> {
  readonly plan: FixPlan;
  /** Where secrets stand in the files that the plan edits: a printed patch may not quote them. One list for all findings on one file. */
  readonly secrets: readonly (Span | Evidence)[];
}

/** What the estate shows, worst first. */
export function judge(
  estate: Estate,
  graph: EstateGraph,
  today?: string,
  said = NOTHING_SAID,
  before?: Closings,
): Judged[] {
  return judgeBy([...RULES, ...said.rules.map(teamRule)], estate, graph, today, said, before);
}

export function judgeBy(
  rules: readonly Rule[],
  estate: Estate,
  graph: EstateGraph,
  today?: string,
  said = NOTHING_SAID,
  before?: Closings,
): Judged[] {
  const context = contextOf(estate, graph, today, said);
  const closes = before ? before.of(estate, graph) : closings(graph);
  const secrets = secretPlaces(context);
  const found = new Map<string, Judged>();
  for (const rule of rules)
    for (const draft of rule.judge(context)) {
      const judged = finish(rule, { ...draft, severity: severityOf(rule, draft, said) }, context, closes, secrets);
      if (!found.has(judged.id)) found.set(judged.id, judged);
    }
  return [...found.values()].sort(worstFirst);
}

/** `f:` and 16 hex digits of SHA-256 over rule, identity and key, each ended by a NUL: lines and order play no part. */
export function findingId(rule: string, identity: NodeId, key: string): string {
  return `f:${hash('sha256', `${rule}\0${identity}\0${key}\0`, 'hex').slice(0, 16)}`;
}

function finish(
  rule: Rule,
  draft: FindingDraft,
  context: JudgeContext,
  closes: (edges: readonly string[]) => number,
  secrets: ReadonlyMap<string, readonly (Span | Evidence)[]>,
): Judged {
  const terms = termsOf(draft, context);
  return {
    id: findingId(rule.name, draft.identity, draft.key),
    rule: rule.name,
    severity: draft.severity,
    confidence: draft.confidence,
    score: scoreOf(terms),
    terms,
    identity: draft.identity,
    owner: context.owner(draft.identity),
    title: draft.title,
    detail: draft.detail,
    evidence: unique(draft.evidence),
    path: draft.path ?? [],
    closes: closes(draft.removes ?? []),
    ...(draft.removes && draft.removes.length > 0 ? { removes: draft.removes } : {}),
    frameworks: rule.frameworks,
    plan: draft.fix,
    secrets: draft.fix.kind === 'patch' ? placesIn(filesOf(draft.fix), secrets) : NO_PLACES,
  };
}

function severityOf({ name }: Rule, { identity, severity }: FindingDraft, { severities }: Said): Severity {
  const fits = severities.filter(
    (one) => (one.rule === null || one.rule === name) && (one.where?.test(identity) ?? true),
  );
  return fits.at(-1)?.severity ?? severity;
}

function worstFirst(a: Judged, b: Judged): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.score - a.score ||
    b.closes - a.closes ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function unique(evidence: readonly Evidence[]): readonly Evidence[] {
  if (evidence.length < 2) return evidence;
  return [...new Map(evidence.map((one) => [JSON.stringify(one), one])).values()];
}

function filesOf(plan: Extract<FixPlan, { kind: 'patch' }>): string[] {
  return [...new Set([...plan.edits, ...(plan.added ?? [])].map(({ file }) => file))];
}

type Places = readonly (Span | Evidence)[];
const NO_PLACES: Places = [];

/** Of a single file the list itself: thousands of findings on one file would copy thousands of places each. */
function placesIn(files: readonly string[], places: ReadonlyMap<string, Places>): Places {
  const [file, ...others] = files;
  if (file === undefined) return NO_PLACES;
  return others.length === 0 ? (places.get(file) ?? NO_PLACES) : files.flatMap((one) => places.get(one) ?? []);
}

function secretPlaces({ credentials }: JudgeContext): ReadonlyMap<string, Places> {
  const places = new Map<string, (Span | Evidence)[]>();
  for (const { span, evidence } of credentials)
    for (const place of [...(span ? [span] : []), ...evidence])
      if ('file' in place) {
        const known = places.get(place.file);
        if (known) known.push(place);
        else places.set(place.file, [place]);
      }
  return places;
}
