import type { ThingRow } from '../data/rights.ts';
import { concernsNumber, numberOf } from '../world/concerns.ts';
import type { AwsIdentity } from '../world/types.ts';

/** Who may be allowed something about things of a kind, by the thing: those that name it, and those that name things by a pattern. */
export interface Speakers {
  readonly wide: readonly AwsIdentity[];
  /** By ARN. */
  readonly named: ReadonlyMap<string, readonly AwsIdentity[]>;
}

export function speakersOf(identities: readonly AwsIdentity[], row: ThingRow): Speakers {
  const service = row.type.slice(0, row.type.indexOf('/'));
  const actions = [...new Set(row.rights.flatMap((right) => right.actions.map(([action]) => numberOf(action))))];
  const wide: AwsIdentity[] = [];
  const named = new Map<string, AwsIdentity[]>();
  for (const who of identities) {
    if (!actions.some((one) => concernsNumber(who.concerns, one))) continue;
    const names = namesOf(who, row, service, actions);
    if (names === 'wide') wide.push(who);
    else
      for (const one of names) {
        const known = named.get(one);
        if (known) known.push(who);
        else named.set(one, [who]);
      }
  }
  return { wide, named };
}

function namesOf(
  { spoken }: AwsIdentity,
  { named }: ThingRow,
  service: string,
  actions: readonly (number | undefined)[],
): ReadonlySet<string> | 'wide' {
  const names = new Set<string>();
  for (const { statement, concerns } of spoken) {
    if (statement.effect !== 'Allow' || !actions.some((one) => concernsNumber(concerns, one))) continue;
    const { resources, notResources } = statement;
    if (notResources || !resources) return 'wide';
    for (const resource of resources) {
      const name = named.exec(resource)?.[1];
      if (name !== undefined) names.add(name);
      else if (mayBeOf(resource, service)) return 'wide';
    }
  }
  return names;
}

/** A resource of another service is none of these. */
function mayBeOf(resource: string, service: string): boolean {
  const own = /^arn:[^:]{1,60}:([a-z0-9-]{1,60}):/u.exec(resource)?.[1];
  return own === undefined || own === service;
}

export const forThing = ({ wide, named }: Speakers, arn: string): readonly AwsIdentity[] => [
  ...(named.get(arn) ?? []),
  ...wide,
];
