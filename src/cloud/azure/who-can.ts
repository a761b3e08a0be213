import type { EstateBuilder } from '../../model/builder.ts';
import type { NodeId } from '../../model/id.ts';
import { both, either, maybe, NO, YES } from '../answer/answer.ts';
import { byName, type NativeHolder } from '../answer/holder.ts';
import { parseArmId } from '../tell/arm-id.ts';
import { isDataAction, namesData } from './data-actions.ts';
import { assignedSets, mayDo, type AssignedSet } from './sets.ts';
import { AzureWorld } from './world.ts';

/** Questions to the role assignments of Azure, of a working copy that nobody else uses. */
export class AzurePolicies {
  readonly #estate: EstateBuilder;
  readonly #world: AzureWorld;
  readonly #sets: readonly AssignedSet[];

  constructor(estate: EstateBuilder) {
    this.#estate = estate;
    this.#world = new AzureWorld(estate);
    this.#sets = assignedSets(estate, this.#world);
  }

  /** Everything that an action may be asked of: resources, and the scopes of assignments. */
  get things(): readonly NodeId[] {
    return [...this.#ids().keys()];
  }

  /** Who may do it to the things, by which assignment: inherited from scopes above, actions and data actions apart. */
  whoCan(action: string, nodes: readonly NodeId[]): readonly NativeHolder[] {
    const ids = this.#ids();
    const found = this.#sets.flatMap((set) => {
      const may = isDataAction(action)
        ? mayDo(set, action, true)
        : either(mayDo(set, action, false), namesData(set.permits, action) ? mayDo(set, action, true) : NO);
      if (may.is === 'no') return [];
      return nodes.flatMap((where) => {
        const id = ids.get(where);
        const answer = id === undefined ? undefined : both(may, this.#world.isUnder(set.scope, id));
        return id === undefined || answer === undefined || answer.is === 'no' ? [] : this.#holders(set, where, answer);
      });
    });
    return found.sort(byName);
  }

  #holders(set: AssignedSet, where: NodeId, answer: NativeHolder['answer']): readonly NativeHolder[] {
    const by = this.#estate.get(set.id)?.name ?? set.scope;
    return [...set.holders].map(([who, sure]) => {
      const node = this.#estate.get(who);
      return {
        who,
        name: node?.name ?? who,
        kind: node?.kind ?? '',
        where,
        answer: both(answer, sure ? YES : maybe('the file is deployed as it is')),
        by,
        evidence: set.evidence,
      };
    });
  }

  #ids(): ReadonlyMap<NodeId, string> {
    const found = new Map(this.#world.things.map(({ node, id }) => [node, id] as const));
    for (const { scope, scopeNode } of this.#sets)
      if (!found.has(scopeNode)) found.set(scopeNode, parseArmId(scope).id);
    return found;
  }
}
