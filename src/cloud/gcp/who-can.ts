import type { EstateBuilder } from '../../model/builder.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { both, not, type Answer } from '../answer/answer.ts';
import { byName, type NativeHolder } from '../answer/holder.ts';
import { deniedOn } from './deny.ts';
import { projectRoleId } from './members.ts';
import { plainPermission } from './permissions.ts';
import { conditionOn } from './rights.ts';
import { isUnder } from './scope.ts';
import { BASIC, grantedSets, type GrantedSet } from './sets.ts';
import { GcpWorld, type Thing } from './world.ts';

/** Questions to the policies of Google Cloud, of a working copy that nobody else uses. */
export class GcpPolicies {
  readonly #estate: EstateBuilder;
  readonly #world: GcpWorld;
  readonly #sets: readonly GrantedSet[];

  constructor(estate: EstateBuilder, day?: string) {
    this.#estate = estate;
    this.#world = new GcpWorld(estate, day);
    this.#sets = grantedSets(estate, this.#world);
  }

  /** Everything that a permission may be asked of. */
  get things(): readonly NodeId[] {
    return this.#world.things.map(({ id }) => id);
  }

  /** Who may use the permission on the things, by which binding: additive, inherited, under conditions, less what is denied. */
  whoCan(written: string, ids: readonly NodeId[]): readonly NativeHolder[] {
    const permission = plainPermission(written);
    const things = ids.flatMap((id) => this.#world.thing(id) ?? []);
    const found = this.#sets.flatMap((set) => things.flatMap((thing) => this.#holders(set, permission, thing)));
    return found.sort(byName);
  }

  #holders(set: GrantedSet, permission: string, thing: Thing): readonly NativeHolder[] {
    const granted = both(
      both(both(set.permissions.has(permission), set.doubt), isUnder(this.#world, set.scope, thing)),
      conditionOn(set, thing, permission),
    );
    if (granted.is === 'no') return [];
    return [...set.members].flatMap(([who, member]) => [
      ...this.#told(set, { who, member, granted }, permission, thing),
      ...this.#behind(who).flatMap(([one, its, also]) =>
        this.#told(set, { who: one, member: its, granted: both(granted, also.doubt), also }, permission, thing),
      ),
    ]);
  }

  #told(
    set: GrantedSet,
    { who, member, granted, also }: { who: NodeId; member: string; granted: Answer; also?: GrantedSet },
    permission: string,
    thing: Thing,
  ): readonly NativeHolder[] {
    const answer = both(granted, not(deniedOn(this.#world, member, permission, thing)));
    if (answer.is === 'no') return [];
    const node = this.#estate.get(who);
    const name = this.#estate.get(set.id)?.name ?? set.role;
    const evidence = also ? [...set.evidence, ...also.evidence] : set.evidence;
    return [{ who, name: node?.name ?? who, kind: node?.kind ?? '', where: thing.id, answer, by: name, evidence }];
  }

  /** Whom a convenience value (`projectEditor:ID`) stands for: whoever holds the basic role on the project. */
  #behind(who: NodeId): readonly (readonly [NodeId, string, GrantedSet])[] {
    if (parseId(who)?.kind !== 'ProjectRole') return [];
    return this.#sets.flatMap((set) => {
      const word = BASIC[set.role];
      if (set.scope.type !== 'project' || word === undefined) return [];
      if (projectRoleId(this.#world.project(set.scope.name), word) !== who) return [];
      return [...set.members].map(([one, member]) => [one, member, set] as const);
    });
  }
}
