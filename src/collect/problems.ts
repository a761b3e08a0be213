import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';

/** What could not be got. One line for each operation of a place, however many things and parts it was refused for. */
export class Problems {
  readonly #known = new Map<string, { readonly at: Problem; times: number; readonly parts: Set<string> }>();

  /** `part` is where inside the place: a region, a repository. */
  add(at: Problem, part?: string): void {
    const key = JSON.stringify([at.place, at.operation, at.kind, at.code]);
    const known = this.#known.get(key) ?? { at, times: 0, parts: new Set<string>() };
    this.#known.set(key, known);
    known.times += 1;
    if (part !== undefined) known.parts.add(part);
  }

  all(): readonly Diagnostic[] {
    return [...this.#known]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { at, times, parts }]) =>
        diagnostic(
          at.kind === 'not-offered' ? 'not-offered' : 'not-collected',
          `${at.operation} ${SAYS[at.kind]} (${at.code})${times === 1 ? '' : `, ${times} times`}` +
            `${at.reason === undefined ? '' : `: ${at.reason}`}${whereOf([...parts].sort())}`,
          at.place,
        ),
      );
  }
}

export interface Problem {
  /** `aws/111122223333`, `k8s/prod`. */
  readonly place: string;
  readonly operation: string;
  readonly kind: 'refused' | 'failed' | 'not-offered';
  /** The source's own word; never its message, which may carry what was asked. */
  readonly code: string;
  readonly reason?: string;
}

const SAYS = { refused: 'was refused', failed: 'failed', 'not-offered': 'is not offered' } as const;

function whereOf(parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const shown = parts.slice(0, 4).join(', ');
  return `; in ${shown}${parts.length > 4 ? ` and ${parts.length - 4} more` : ''}`;
}
