import { DUTIES } from '../../model/cloud-findings-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { isAdministrator } from './admin.ts';
import { joined, placesOf, type Granted } from './granted.ts';
import { DUTY_ACTIONS } from './data/duties.ts';
import type { Deriving } from './deriving.ts';
import { mayDoAny } from './may-some.ts';
import { concerns } from './world/concerns.ts';
import type { AwsIdentity } from './world/types.ts';

/**
 * Which duties an identity holds by what it may do on anything of the kind, whatever the request: surely, or but for policies that are in no file.
 * Administrators hold all and are told as such.
 */
export function deriveDuties(deriving: Deriving): void {
  for (const who of deriving.world.identities) {
    if (who.serviceLinked || administers(deriving, who)) continue;
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
      const sure = held.some(({ granted }) => granted.confidence === 'proved');
      deriving.estate.fact({
        fact: 'duty', node: who.node, duty, actions: held.map(({ action }) => action), statements: [...statements.values()],
        ...(sure ? {} : { doubt: joined(who.doubts) }), confidence: sure ? 'proved' : 'possible', evidence: placesOf(by),
      }); // prettier-ignore
    }
  }
}

/** Surely, or but for policies that are in no file. */
const administers = (deriving: Deriving, who: AwsIdentity): boolean =>
  deriving.isAdmin(who) || (who.doubts.length > 0 && isAdministrator(deriving, who) !== undefined);

function holds({ world }: Deriving, who: AwsIdentity, action: string, resource: string): Granted | undefined {
  if (!concerns(who.concerns, action)) return undefined;
  const granted = mayDoAny(world, who, action, resource, who.account.id);
  if (granted?.confidence === 'proved') return granted;
  // What waits for the request or for the name of a thing is no duty; what waits for policies that nobody read is one, in doubt.
  return who.doubts.length > 0 && granted?.precondition === joined(who.doubts) ? granted : undefined;
}

const named = (policy: string, sid: string | undefined): string =>
  printHoles(sid === undefined ? policy : `${policy} (${sid})`);
