import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';

/** What could not be got. One line for each operation of an account, however many things and regions it was refused for. */
export class Problems {
  readonly #known = new Map<string, { readonly at: Place; times: number; readonly regions: Set<string> }>();

  add(at: Place, region: string): void {
    const key = JSON.stringify([at.account, at.operation, at.kind, at.code]);
    const known = this.#known.get(key);
    if (!known) this.#known.set(key, { at, times: 1, regions: new Set([region]) });
    else {
      known.times += 1;
      known.regions.add(region);
    }
  }

  all(): readonly Diagnostic[] {
    return [...this.#known]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { at, times, regions }]) =>
        diagnostic(
          at.kind === 'not-offered' ? 'not-offered' : 'not-collected',
          `${at.operation} ${SAYS[at.kind]} (${at.code})${times === 1 ? '' : `, ${times} times`}` +
            `${at.reason === undefined ? '' : `: ${at.reason}`}${whereOf([...regions].sort())}`,
          `aws/${at.account}`,
        ),
      );
  }
}

export interface Place {
  readonly account: string;
  readonly operation: string;
  readonly kind: 'refused' | 'failed' | 'not-offered';
  readonly code: string;
  readonly reason?: string;
}

const SAYS = { refused: 'was refused', failed: 'failed', 'not-offered': 'is not offered' } as const;

function whereOf(regions: readonly string[]): string {
  const shown = regions.slice(0, 4).join(', ');
  return `; in ${shown}${regions.length > 4 ? ` and ${regions.length - 4} more` : ''}`;
}
