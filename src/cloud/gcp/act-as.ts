import type { EstateBuilder } from '../../model/builder.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import { both, maybe, NO, YES, type Answer } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { ACT_AS, RUNS_CODE } from './powers.ts';
import { conditionOn, isOwner } from './rights.ts';
import { isContainer, projectIsWhole, under } from './scope.ts';
import type { GrantedSet } from './sets.ts';
import type { GcpWorld, Thing } from './world.ts';

interface Runner {
  readonly set: GrantedSet;
  readonly answer: Answer;
}

const CODE = Object.keys(RUNS_CODE);

/**
 * actAs on an account and the right to start something that runs code give the account to who holds both, be it by one role or by two
 * (IAM documentation, "Attach service accounts to resources").
 */
export function deriveActAs(estate: EstateBuilder, world: GcpWorld, sets: readonly GrantedSet[]): void {
  const runners = new Map<NodeId, Runner[]>();
  for (const set of sets) {
    const answer = runsCode(set);
    if (answer.is === 'no' || !isContainer(set.scope)) continue;
    for (const [holder, standing] of set.holders) push(runners, holder, { set, answer: both(standing, answer) });
  }
  for (const set of sets) {
    const may = set.permissions.has(ACT_AS);
    if (may.is === 'no' || set.permissions.unknown || isOwner(set)) continue;
    for (const [account, standing] of under(world, set.scope, 'service-account')) {
      const acts = both(both(may, standing), conditionOn(set));
      if (acts.is === 'no') continue;
      if (isContainer(set.scope) && runsCode(set).is === 'yes') tell(estate, set.id, account, acts, set.evidence);
      else byHolder(estate, world, { set, account, acts }, runners);
    }
  }
}

function runsCode(set: GrantedSet): Answer {
  if (set.permissions.unknown) return NO;
  return CODE.some((one) => set.permissions.has(one).is === 'yes') ? both(YES, conditionOn(set)) : NO;
}

interface Acting {
  readonly set: GrantedSet;
  readonly account: Thing;
  readonly acts: Answer;
}

function byHolder(
  estate: EstateBuilder,
  world: GcpWorld,
  { set, account, acts }: Acting,
  runners: ReadonlyMap<NodeId, readonly Runner[]>,
): void {
  for (const [holder, standing] of set.holders) {
    const own = both(standing, acts);
    const ways = (runners.get(holder) ?? []).map((one) => ({
      ...one,
      answer: both(one.answer, inProjectOf(world, one.set, account)),
    }));
    const best = ways.find((one) => one.answer.is === 'yes') ?? ways.find((one) => one.answer.is === 'maybe');
    if (best) tell(estate, holder, account, both(own, best.answer), [...set.evidence, ...best.set.evidence]);
    else if (account.project === undefined || !projectIsWhole(world, account.project)) {
      const where = account.project === undefined ? 'a project' : `project ${account.project}`;
      tell(
        estate,
        holder,
        account,
        both(own, maybe(`it may also start something that runs code in ${where}`)),
        set.evidence,
      );
    }
  }
}

/** An account is attached in its own project; elsewhere a constraint stands against it that is set unless somebody takes it away. */
function inProjectOf(world: GcpWorld, { scope }: GrantedSet, account: Thing): Answer {
  if (scope.type !== 'project') return YES;
  if (account.project === world.project(scope.name)) return YES;
  return maybe('accounts may be attached across projects (iam.disableCrossProjectServiceAccountUsage is off)');
}

function tell(
  estate: EstateBuilder,
  from: NodeId,
  account: Thing,
  answer: Answer,
  evidence: readonly Evidence[],
): void {
  if (answer.is === 'no' || from === account.id) return;
  estate.edge({ kind: 'PASS_ROLE_EXEC', from, to: account.id, ...standingOf(answer), evidence });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
