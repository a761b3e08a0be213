import type { WildcardRightFact } from '../../model/cloud-findings-facts.ts';
import type { AwsStatement } from '../../model/aws-policy.ts';
import { actionsOf } from '../../iam/catalogue/actions.ts';
import { mayDo } from './ask.ts';
import type { Deriving } from './deriving.ts';
import type { AwsIdentity } from './world/types.ts';

/** Services whose every action on everything is more than anybody needs. */
const MATTER: ReadonlySet<string> = new Set([
  'bedrock', 'dynamodb', 'ec2', 'ecr', 'eks', 'iam', 'kms', 'lambda', 'organizations', 's3', 'sagemaker', 'secretsmanager', 'ssm', 'sts',
]); // prettier-ignore

/** Allows of everything, or of every action of a service that matters, on everything and without a condition: written by somebody who could write less. */
export function deriveWildcards(deriving: Deriving): void {
  for (const who of deriving.world.identities) {
    if (who.serviceLinked) continue;
    const found: WildcardRightFact['statements'][number][] = [];
    const services = new Set<string>();
    const effective = memo((service: string) => isEffective(deriving, who, service));
    for (const policy of who.texts) {
      const { name, statements } = policy;
      const theirs = deriving.world.isAwsOwned(policy);
      for (const statement of statements) {
        const wild = theirs ? [] : wildcardsOf(statement).flatMap((one) => left(one, effective));
        if (wild.length === 0) continue;
        found.push({ policy: name, statement });
        for (const one of wild) services.add(one);
      }
    }
    if (found.length === 0) continue;
    deriving.estate.fact({
      fact: 'wildcard-right', node: who.node, services: [...services].sort(), statements: found, admin: deriving.isAdmin(who),
      confidence: 'proved', evidence: found.map(({ statement }) => statement.evidence),
    }); // prettier-ignore
  }
}

/** What other policies, a boundary or the organisation leave of it: of everything, all or the services that something may be done in. */
function left(service: string, effective: (service: string) => boolean): readonly string[] {
  if (service !== '*') return effective(service) ? [service] : [];
  const some = [...MATTER].filter(effective);
  return some.length === MATTER.size ? ['*'] : some;
}

/** Whether any action of the service that changes something is allowed on everything. */
function isEffective({ world }: Deriving, who: AwsIdentity, service: string): boolean {
  const target = { resource: '*', account: who.account.id };
  return [...actionsOf(service).values()].some(
    ({ name, accessLevel }) =>
      !/^(?:read|list)$/iu.test(accessLevel) && mayDo(world, who, `${service}:${name}`, target) !== undefined,
  );
}

function memo(compute: (key: string) => boolean): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}

/** The services, or `*`, of which the statement allows everything on everything. */
export function wildcardsOf({ effect, actions, resources, conditions, uncertain }: AwsStatement): readonly string[] {
  if (effect !== 'Allow' || conditions.length > 0 || uncertain !== undefined || !(resources ?? []).includes('*'))
    return [];
  return (actions ?? []).flatMap((action) => {
    if (action === '*' || action === '*:*') return ['*'];
    const service = action.endsWith(':*') ? action.slice(0, -2).toLowerCase() : '';
    return MATTER.has(service) ? [service] : [];
  });
}
