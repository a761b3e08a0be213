import { compile } from '../../../iam/compile.ts';
import type { Levels } from '../../../iam/port.ts';
import type { AwsOrganisationFact } from '../../../model/aws-facts.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { printHoles } from '../../../model/hole.ts';
import type { Standing } from './types.ts';

/**
 * The levels of service and resource control policies above an account, from the root down to the account itself (Organizations guide, "SCP
 * evaluation": an Allow is needed at every level). Without any organisation told nothing is known against anyone, and nothing is
 * asked; where one is told that lacks the account, its levels are in doubt.
 */
export function standings(organisations: readonly AwsOrganisationFact[]): (account: string) => Standing {
  const known = new Map<string, Standing>();
  return (account) => {
    const before = known.get(account);
    if (before) return before;
    const made = standing(organisations, account);
    known.set(account, made);
    return made;
  };
}

function standing(organisations: readonly AwsOrganisationFact[], account: string): Standing {
  const own = organisations.find((one) => one.management === account || Object.hasOwn(one.parents, account));
  if (!own) {
    const [some] = organisations;
    const doubt = `the service control policies above account ${printHoles(account)} are in no file`;
    return { management: false, ...(some ? { doubt } : {}) };
  }
  const { above, whole } = pathTo(own, account);
  const path = [...above, account];
  const levels = (policies: Readonly<Record<string, readonly AwsPolicy[]>>): Levels =>
    path.map((id) => (Object.hasOwn(policies, id) ? (policies[id] ?? []) : []).map(compile));
  return {
    management: own.management === account,
    organisation: own.id,
    path: `${[own.id, ...above].join('/')}/`,
    ...(own.scpsEnabled ? { scps: levels(own.scps) } : {}),
    ...(own.rcpsEnabled ? { rcps: levels(own.rcps) } : {}),
    ...(whole ? {} : { doubt: `the units above account ${printHoles(account)} go in a circle or end without a root` }),
  };
}

/** Units above the account, the root first. A circle ends at its first repetition. */
function pathTo({ parents }: AwsOrganisationFact, account: string): { above: readonly string[]; whole: boolean } {
  const above: string[] = [];
  const seen = new Set([account]);
  let at = account;
  while (Object.hasOwn(parents, at)) {
    at = parents[at] ?? '';
    if (seen.has(at)) return { above, whole: false };
    seen.add(at);
    above.unshift(at);
  }
  return { above, whole: at.startsWith('r-') };
}
