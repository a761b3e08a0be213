import type { EstateBuilder } from '../../model/builder.ts';
import { printHoles } from '../../model/hole.ts';
import type { GcpRef } from '../../model/gcp-facts.ts';
import { both } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { PUBLIC } from './members.ts';
import { GCP_POWERS } from './powers.ts';
import { conditionOn } from './rights.ts';
import type { GrantedSet } from './sets.ts';
import type { GcpWorld } from './world.ts';

/** What is granted to everybody (IAM documentation, "Principal identifiers": `allUsers`, `allAuthenticatedUsers`), by thing and role. */
export function derivePublic(estate: EstateBuilder, world: GcpWorld, sets: readonly GrantedSet[]): void {
  for (const set of sets)
    for (const [from, member] of set.members) {
      const to = Object.hasOwn(PUBLIC, member) ? PUBLIC[member] : undefined;
      const holds = set.holders.get(from);
      if (to === undefined || holds === undefined) continue;
      const answer = both(holds, conditionOn(set));
      if (answer.is === 'no') continue;
      estate.fact({
        fact: 'public-resource', node: world.idOf(set.scope), to, evidence: set.evidence, ...standingOf(answer),
        actions: permissionsIn(set), remedy: withoutMember(set, member),
      }); // prettier-ignore
    }
}

/** The permissions of it that open something, by the table of powers; the role itself where the table has none of them. */
function permissionsIn({ role, permissions }: GrantedSet): readonly string[] {
  const held = GCP_POWERS.flatMap((power) =>
    power.anyOf.filter((one) => permissions.has(one, power).is === 'yes').slice(0, 1),
  );
  return held.length === 0 ? [printHoles(role)] : [...new Set(held)].sort();
}

/** As `gcloud` takes a member out of a policy, by type (gcloud reference). */
const COMMANDS: Partial<Record<GcpRef['type'], (on: GcpRef) => string>> = {
  bucket: ({ name }) => `storage buckets remove-iam-policy-binding gs://${name}`,
  project: ({ name }) => `projects remove-iam-policy-binding ${name}`,
  secret: ({ name, project }) => `secrets remove-iam-policy-binding ${name} --project=${project ?? 'PROJECT'}`,
  topic: ({ name, project }) => `pubsub topics remove-iam-policy-binding ${name} --project=${project ?? 'PROJECT'}`,
  'run-service': ({ name, location, project }) =>
    `run services remove-iam-policy-binding ${name} --region=${location ?? 'REGION'} --project=${project ?? 'PROJECT'}`,
};

function withoutMember({ scope, role }: GrantedSet, member: string): string {
  const command = COMMANDS[scope.type]?.(scope);
  const text =
    command === undefined
      ? `# take ${member} out of the members of ${role} on ${scope.type} ${scope.name}\n`
      : `gcloud ${command} --member=${member} --role=${role}\n`;
  return printHoles(text);
}
