import { layered, type Open } from './layered.ts';
import { outcomeOf } from './outcome.ts';
import type { Answer, Caller, CompiledPolicy, Levels, OwnLayers, RequestContext } from './port.ts';

export interface MatrixPrincipal {
  readonly caller: Caller;
  /** All but the resource's side. Lists that are the same for many principals are best the same objects. */
  readonly layers: OwnLayers;
}

export interface MatrixPair {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly resourcePolicy?: CompiledPolicy;
  readonly rcps?: Levels;
  readonly resourceInManagement?: boolean;
}

export type Visit = (principal: number, pair: number, outcome: Answer['outcome']) => void;

/** What a scan knows of a request that nobody has made: nothing. */
export const NOTHING_KNOWN: RequestContext = { present: {}, unknown: 'all', missing: [] };

/**
 * The outcome of every pair for every principal, in the order of the pairs and, within a pair, of the principals. Who can do one thing is the
 * matrix of one pair. Policies remember their statements per action, and lists of policies that are shared are asked as one: principals with
 * the same policies are given the same lists here, whatever objects they came in.
 */
export function matrix(
  principals: readonly MatrixPrincipal[],
  pairs: readonly MatrixPair[],
  visit: Visit,
  context: RequestContext = NOTHING_KNOWN,
): void {
  const shared = new Shared();
  const ready = principals.map(({ caller, layers }) => ({ caller, layers: shared.layers(layers) }));
  // One pair of objects for all questions: only what differs is written.
  for (const [at, pair] of pairs.entries()) {
    const { action, resource, resourceAccount, resourcePolicy, rcps, resourceInManagement } = pair;
    for (const [of, { caller, layers }] of ready.entries()) {
      const asked = {
        caller,
        action,
        resource,
        context,
        ...(resourceAccount === undefined ? {} : { resourceAccount }),
      };
      layers.resource = resourcePolicy;
      layers.rcps = rcps;
      layers.resourceInManagement = resourceInManagement;
      visit(of, at, outcomeOf(asked, layers));
    }
  }
}

/** Gives equal lists of policies one object. */
class Shared {
  readonly #ids = new Map<CompiledPolicy, number>();
  readonly #lists = new Map<string, readonly CompiledPolicy[]>();
  readonly #levels = new Map<string, Levels>();

  layers({ identity, boundary, session, scps, callerInManagement }: OwnLayers): Open {
    return layered({
      identity: this.#list(identity),
      boundary,
      session: session && this.#list(session),
      scps: scps && this.#level(scps),
      callerInManagement,
    });
  }

  #list(list: readonly CompiledPolicy[]): readonly CompiledPolicy[] {
    return once(this.#lists, this.#fingerprint(list), list);
  }

  #level(levels: Levels): Levels {
    return once(this.#levels, levels.map((level) => this.#fingerprint(level)).join('/'), levels);
  }

  #fingerprint(list: readonly CompiledPolicy[]): string {
    return list.map((policy) => this.#id(policy)).join();
  }

  #id(policy: CompiledPolicy): number {
    const known = this.#ids.get(policy);
    if (known !== undefined) return known;
    this.#ids.set(policy, this.#ids.size);
    return this.#ids.size - 1;
  }
}

function once<T>(known: Map<string, T>, name: string, value: T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  known.set(name, value);
  return value;
}
