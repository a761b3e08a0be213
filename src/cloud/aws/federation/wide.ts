import type { AwsStatement } from '../../../model/aws-policy.ts';
import type { WideTrustFact } from '../../../model/cloud-findings-facts.ts';
import { hasHole } from '../../../model/hole.ts';
import { Pattern, wild } from '../../../iam/match/pattern.ts';
import { sharedIssuer, STS_AUDIENCE, type SharedIssuer } from '../data/issuers.ts';
import type { Granted } from '../granted.ts';
import type { Deriving } from '../deriving.ts';
import { tokenHolder } from '../outsiders.ts';
import { tellAdmitted } from './tell.ts';
import { clusterProbes } from './cluster-probes.ts';
import { admits, ANY, isOpen, plain, type FederatedTrust } from './trusts.ts';

const OTHER_AUDIENCE = 'https://writ-any.invalid';

interface Probe {
  readonly admits: Exclude<WideTrustFact['admits'], 'none'>;
  readonly subject: string;
  readonly pattern?: string;
}

/** How wide the trust of each provider is, found by asking with tokens that it was not written for, the widest first. */
export function deriveWideTrusts(deriving: Deriving, trusts: readonly FederatedTrust[]): void {
  for (const trust of trusts) {
    // Whichever cluster an issuer is that no file names: a subject that fits every account of it fits all the same.
    if (trust.of !== 'cluster' && (trust.of !== 'ci' || isOpen(trust.issuer))) continue;
    const audience = trust.of === 'cluster' ? STS_AUDIENCE : sharedIssuer(trust.issuer)?.audience;
    const ask = (subject: string, to = audience): Granted | undefined =>
      plainly(
        trust,
        subject,
        admits(deriving.world, trust, { subject, ...(to === undefined ? {} : { audience: to }) }),
      );
    const probes = trust.of === 'ci' ? ciProbes(trust) : clusterProbes(trust.subjects);
    const found = probes
      .map((probe) => ({ probe, granted: ask(probe.subject) }))
      .find(({ granted }) => granted !== undefined);
    const meant = found?.probe.subject ?? trust.subjects.map(plain).find((one) => ask(one) !== undefined);
    const anyAudience =
      meant !== undefined &&
      (isOpen(trust.issuer) ? !about(trust).some(asksAudience) : ask(meant, OTHER_AUDIENCE) !== undefined);
    if (!found && !anyAudience) continue;
    tell(deriving, trust, found, anyAudience, audience);
  }
}

function tell(
  deriving: Deriving,
  trust: FederatedTrust,
  found: { readonly probe: Probe; readonly granted: Granted | undefined } | undefined,
  anyAudience: boolean,
  audience: string | undefined,
): void {
  const { role, provider, issuer, of } = trust;
  const evidence = found?.granted?.evidence ?? [trust.trust.policy.evidence];
  if (found?.probe.admits === 'anyone' && found.granted && of === 'ci')
    tellAdmitted(deriving, 'ASSUME_ROLE', tokenHolder(deriving, issuer, evidence), role, found.granted, []);
  deriving.estate.fact({
    fact: 'wide-trust', node: role.node, of: of === 'ci' ? 'ci' : 'cluster', issuer, provider,
    admits: found?.probe.admits ?? 'none', anyAudience, policy: trust.trust.policy, evidence,
    confidence: isOpen(issuer) ? 'possible' : (found?.granted?.confidence ?? 'proved'),
    ...(found ? { example: found.probe.subject } : {}),
    ...(found?.probe.pattern === undefined ? {} : { pattern: found.probe.pattern }),
    ...(audience === undefined ? {} : { audience }),
  }); // prettier-ignore
}

/**
 * An answer that waits for more than what the caller chooses is no width of its own. Of an issuer that no file names nothing is sure: there the
 * conditions on the subject, where they are written out, say whether it is wide.
 */
function plainly(trust: FederatedTrust, subject: string, granted: Granted | undefined): Granted | undefined {
  if (granted?.confidence === 'proved') return granted;
  return isOpen(trust.issuer) && fits(trust, subject) ? granted : undefined;
}

const about = ({ trust, provider }: FederatedTrust): readonly AwsStatement[] =>
  trust.policy.statements.filter(
    (one) => one.effect === 'Allow' && one.principals?.federated.includes(provider) === true,
  );

const asksAudience = ({ conditions }: AwsStatement): boolean => conditions.some(({ key }) => /:aud$/iu.test(key));

/** Some statement about the provider has no condition on the subject that this one would not meet. */
function fits(trust: FederatedTrust, subject: string): boolean {
  return about(trust).some(({ conditions }) =>
    conditions
      .filter(({ key }) => /:sub$/iu.test(key))
      .every(({ operator, values }) => values.some((value) => !hasHole(value) && meets(operator, value, subject))),
  );
}

const meets = (operator: string, value: string, subject: string): boolean =>
  /StringLike(?:IfExists)?$/iu.test(operator) && !/NotLike/iu.test(operator)
    ? new Pattern(wild(value)).test(subject)
    : value === subject;

function ciProbes({ issuer, subjects }: FederatedTrust): readonly Probe[] {
  const shared = sharedIssuer(issuer);
  if (!shared) return [];
  const generic = new Set(shared.write(ANY, ANY));
  const strangers = [...generic, ...subjects.filter((one) => one.includes('*')).map((one) => asStranger(one))];
  const owned = [...new Set(subjects.flatMap((one) => /^[^:]{1,40}:([^/:*?]{1,100})[/:]/u.exec(one)?.[1] ?? []))];
  const projects = subjects.flatMap((one) => {
    const [, owner, project] = shared.parse.exec(one) ?? [];
    return owner === undefined || project === undefined || project === '' ? [] : [[owner, project] as const];
  });
  return [
    ...strangers.map((subject): Probe => ({ admits: 'anyone', subject })),
    ...owned.flatMap((owner) =>
      shared.write(owner, ANY).map((subject): Probe => ({ admits: 'organisation', subject })),
    ),
    ...subjects.flatMap((one) => named(one, shared).map((subject): Probe => ({ admits: 'repositories', subject }))),
    ...projects.flatMap(([owner, project]) =>
      shared
        .write(owner, project)
        .flatMap((subject): Probe[] => (subject.includes(ANY) ? [{ admits: 'repository', subject }] : [])),
    ),
  ].filter(({ admits: width, subject }) => width !== 'anyone' || generic.has(subject) || isStrange(subject));
}

/** Tokens of another project of the owner whose name fits, where the pattern leaves a part of the name open. */
function named(pattern: string, { parse, write }: SharedIssuer): readonly string[] {
  const fixed = parse.exec(pattern);
  const open = fixed ? /^[*?]/u.test(pattern.slice(fixed[0].length)) : /[*?]/u.test(pattern);
  const [, owner, project] = parse.exec(plain(pattern)) ?? [];
  if (!open || owner === undefined || project === undefined || owner.includes(ANY) || project === ANY) return [];
  return write(owner, project);
}

/** A subject of a pattern whose owner somebody else may have. */
const asStranger = (pattern: string): string =>
  pattern.replace(/\*+/u, `${ANY}/${ANY}`).replace(/\*+/gu, 'main').replace(/\?/gu, 'x');

/** The owner itself is the stranger's: not only the project or ref of somebody named. */
const isStrange = (subject: string): boolean => /^(?:[a-z_]{1,40}:)?writ-any/u.test(subject);
