import { DUTIES } from '../../model/cloud-findings-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { placesOf, type Granted } from './granted.ts';
import { DUTY_ACTIONS } from './data/duties.ts';
import type { Deriving } from './deriving.ts';
import { mayDoAny } from './may-some.ts';
import { concerns } from './world/concerns.ts';
import type { AwsIdentity } from './world/types.ts';

/** Which duties an identity holds by what it may do, surely and on anything of the kind. Administrators hold all and are told as such. */
export function deriveDuties(deriving: Deriving): void {
  for (const who of deriving.world.identities) {
    if (deriving.isAdmin(who) || who.serviceLinked) continue;
    for (const duty of DUTIES) {
      const held = DUTY_ACTIONS[duty].flatMap(([action, resource]) => {
        const granted = holds(deriving, who, action, resource);
        return granted ? [{ action, granted }] : [];
      });
      if (held.length === 0) continue;
      const by = held.flatMap(({ granted }) => granted.by.filter(({ layer }) => layer === 'identity'));
      const statements = new Map(
        by.map(({ policy, statement }) => [
          JSON.stringify(statement.evidence),
          { name: named(policy.name, statement.sid), evidence: statement.evidence },
        ]),
      );
      deriving.estate.fact({
        fact: 'duty', node: who.node, duty, actions: held.map(({ action }) => action), statements: [...statements.values()],
        confidence: 'proved', evidence: placesOf(by),
      }); // prettier-ignore
    }
  }
}

function holds({ world }: Deriving, who: AwsIdentity, action: string, resource: string): Granted | undefined {
  if (!concerns(who.concerns, action)) return undefined;
  const granted = mayDoAny(world, who, action, resource, who.account.id);
  return granted?.confidence === 'proved' ? granted : undefined;
}

const named = (policy: string, sid: string | undefined): string =>
  printHoles(sid === undefined ? policy : `${policy} (${sid})`);
