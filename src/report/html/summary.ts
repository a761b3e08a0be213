import { SEVERITIES } from '../../model/finding.ts';
import { ownerOf } from '../owner.ts';
import { isIdentity } from '../records.ts';
import type { Scanned } from '../scanned.ts';

/** The figures of the first screen. */
export interface Summary {
  readonly paths: readonly string[];
  readonly kinds: readonly string[];
  /** ISO date, where it is known. */
  readonly today: string | undefined;
  readonly files: number;
  readonly objects: number;
  readonly identities: number;
  readonly unowned: number;
  readonly jewels: number;
  readonly inferred: number;
  readonly pairs: number;
  readonly findings: number;
  readonly bySeverity: readonly number[];
}

export function summaryOf({ estate, graph, findings }: Scanned, today: string | undefined, files?: number): Summary {
  const identities = estate.nodes.filter(isIdentity);
  const jewels = estate.nodes.flatMap((node) => node.jewel ?? []);
  const sum = (of: 'files' | 'objects'): number => estate.sources.reduce((all, source) => all + source[of], 0);
  return {
    paths: [...new Set(estate.sources.map(({ path }) => path))].sort(),
    kinds: [...new Set(estate.sources.map(({ kind }) => kind))].sort(),
    today,
    files: files ?? sum('files'),
    objects: sum('objects'),
    identities: identities.length,
    unowned: identities.filter((node) => ownerOf(node, graph) === null).length,
    jewels: jewels.length,
    inferred: jewels.filter(({ confidence }) => confidence === 'possible').length,
    pairs: graph.pairs(),
    findings: findings.length,
    bySeverity: SEVERITIES.map((one) => findings.filter(({ severity }) => severity === one).length),
  };
}
