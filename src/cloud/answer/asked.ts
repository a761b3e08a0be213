import type { EstateBuilder } from '../../model/builder.ts';
import type { FederationFact } from '../../model/aws-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import type { Answer } from './answer.ts';
import { both, maybe } from './answer.ts';
import { standingOf } from './standing.ts';

/** What the side that admits says of one that asks; `open`: nothing of it is in the files. */
export type Verdict =
  | { readonly is: 'open' }
  | { readonly is: 'refused'; readonly because: string; readonly evidence: readonly Evidence[] }
  | { readonly is: 'admitted'; readonly answer: Answer; readonly evidence: readonly Evidence[] };

/** The edges that the asking sides told alone, for those who know the other side. */
export class Asked {
  readonly #estate: EstateBuilder;
  readonly #told = new Map<string, string[]>();

  constructor(estate: EstateBuilder, facts: readonly FederationFact[]) {
    this.#estate = estate;
    const kinds = new Set<string>(facts.map(({ kind }) => kind));
    const asks = new Set(facts.map(keyOf));
    for (const edge of estate.allEdges()) {
      const key = `${edge.kind} ${edge.from} ${edge.to}`;
      if (!kinds.has(edge.kind) || !asks.has(key)) continue;
      this.#told.set(key, [...(this.#told.get(key) ?? []), edge.id]);
    }
  }

  /** Puts what both sides say in the place of what was told. `to`: who is admitted, where that is another node than was asked for. */
  settle(fact: FederationFact, verdict: Verdict, to: NodeId = fact.to): void {
    const estate = this.#estate;
    const { node: from, kind, target, confidence } = fact;
    const told = this.#told.get(keyOf(fact)) ?? [];
    const sure = confidence === 'proved' ? 'configured' : confidence;
    if (verdict.is === 'open') {
      const { precondition, evidence } = fact;
      if (told.length === 0) estate.edge({ kind, from, to, confidence: sure, precondition, evidence });
      return;
    }
    const evidence = [...fact.evidence, ...verdict.evidence];
    for (const id of told) estate.withdraw(id);
    if (verdict.is === 'refused') {
      estate.fact({
        fact: 'federation-refused',
        node: from,
        kind,
        to,
        target,
        because: verdict.because,
        evidence,
        confidence: sure,
      });
      return;
    }
    const answer = confidence === 'possible' ? both(verdict.answer, maybe(fact.precondition)) : verdict.answer;
    if (answer.is !== 'no') estate.edge({ kind, from, to, ...standingOf(answer), evidence });
  }
}

const keyOf = ({ kind, node, to }: FederationFact): string => `${kind} ${node} ${to}`;

/** Host and path as issuers are compared: without scheme and closing slash. */
export const issuerOf = (written: string): string =>
  written
    .trim()
    .replace(/^https:\/\//iu, '')
    .replace(/\/{1,5}$/u, '');
