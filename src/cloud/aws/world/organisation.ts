import { compile } from '../../../iam/compile.ts';
import type { CompiledPolicy } from '../../../iam/port.ts';
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
  const scps = levels(path, own.scps, own.unreadScps);
  const rcps = levels(path, own.rcps, own.unreadRcps);
  const circle = `the units above account ${printHoles(account)} go in a circle or end without a root`;
  const scpDoubt = whole ? unreadAt('service', scps.unread) : circle;
  const rcpDoubt = whole ? unreadAt('resource', rcps.unread) : circle;
  return {
    management: own.management === account,
    organisation: own.id,
    path: `${[own.id, ...above].join('/')}/`,
    ...(own.scpsEnabled ? { scps: scps.levels } : {}),
    ...(own.rcpsEnabled ? { rcps: rcps.levels } : {}),
    ...(own.scpsEnabled && scpDoubt !== undefined && own.management !== account ? { doubt: scpDoubt } : {}),
    ...(own.rcpsEnabled && rcpDoubt !== undefined && own.management !== account ? { rcpDoubt } : {}),
  };
}

type Attached = Readonly<Record<string, readonly AwsPolicy[]>>;

/**
 * Every root, unit and account has one policy of a type at least (Organizations guide, "Attaching and detaching policies"), so a level with none was not read: what
 * is not known there allows, in doubt, and denies nothing.
 */
function levels(path: readonly string[], attached: Attached, more: readonly string[] = []) {
  const unread: string[] = [];
  const made = path.map((id): readonly CompiledPolicy[] => {
    const policies = Object.hasOwn(attached, id) ? (attached[id] ?? []) : [];
    if (policies.length > 0 && !more.includes(id)) return policies.map(compile);
    unread.push(id);
    return [...policies.map(compile), allowing];
  });
  return { levels: made, unread };
}

const unreadAt = (type: 'service' | 'resource', ids: readonly string[]): string | undefined =>
  ids.length === 0
    ? undefined
    : `${type} control policies of ${ids.map(printHoles).join(', ')} are in no file and allow it`;

const allowing = compile({
  version: '2012-10-17',
  name: 'assumed',
  evidence: { object: 'an organisation', at: 'assumed' },
  statements: [
    {
      effect: 'Allow',
      actions: ['*'],
      resources: ['*'],
      conditions: [],
      evidence: { object: 'an organisation', at: 'assumed' },
    },
  ],
});

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
