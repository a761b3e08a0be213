import type { EstateBuilder } from '../../model/builder.ts';
import type { WideTrustFact } from '../../model/cloud-findings-facts.ts';
import type { GcpProviderFact } from '../../model/gcp-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { both, type Answer } from '../answer/answer.ts';
import { standingOf } from '../answer/standing.ts';
import { sharedIssuer, type SharedIssuer } from '../aws/data/issuers.ts';
import { TAKES } from './federation.ts';
import { poolPrincipal, type PoolPrincipal } from './pool-principal.ts';
import { conditionOn } from './rights.ts';
import type { GrantedSet } from './sets.ts';
import { isPrincipal } from './token.ts';
import type { GcpWorld } from './world.ts';

/** An owner and a project that nobody meant. */
const ANY = 'writ-any';

/**
 * Pools that let in more pipelines than were meant: each principal of a pool that may act as an account, asked with tokens of strangers through the provider's
 * mapping and condition, the widest first (IAM documentation, "Workload Identity Federation with deployment pipelines": a provider of a shared issuer needs a condition).
 */
export function deriveWidePools(estate: EstateBuilder, world: GcpWorld, sets: readonly GrantedSet[]): void {
  for (const set of sets) {
    if (set.permissions.has(TAKES).is === 'no') continue;
    for (const [holder, member] of set.members) {
      const principal = poolPrincipal(member, (written) => world.project(written));
      const standing = set.holders.get(holder);
      if (!principal || !standing) continue;
      const held = both(both(standing, set.permissions.has(TAKES)), conditionOn(set));
      for (const provider of world.providers)
        if (world.project(provider.project) === principal.project && provider.pool === principal.pool)
          tell(estate, world, set, held, provider, principal);
    }
  }
}

function tell(
  estate: EstateBuilder,
  world: GcpWorld,
  set: GrantedSet,
  held: Answer,
  provider: GcpProviderFact,
  principal: PoolPrincipal,
): void {
  const { issuer = '', disabled } = provider;
  const shared = sharedIssuer(issuer);
  if (!shared || disabled) return;
  const found = probes(shared, principal).find(({ subject }) => isPrincipal(provider, subject, principal).is === 'yes');
  if (!found || held.is === 'no') return;
  const { confidence } = standingOf(held);
  estate.fact({
    fact: 'wide-trust', node: world.idOf(set.scope), of: 'ci', issuer, provider: printHoles(provider.provider), admits: found.admits,
    example: found.subject, anyAudience: false, evidence: [...set.evidence, ...provider.evidence], confidence, remedy: narrowed(provider),
  }); // prettier-ignore
}

interface Probe {
  readonly admits: WideTrustFact['admits'];
  readonly subject: string;
}

function probes({ write }: SharedIssuer, { by, value }: PoolPrincipal): readonly Probe[] {
  const of = (admits: Probe['admits'], owner: string, project: string): readonly Probe[] =>
    write(owner, project)
      .filter((subject) => admits !== 'repository' || subject.includes(ANY))
      .map((subject) => ({ admits, subject }));
  const [owner = '', project] = value.split('/');
  const named = /^attribute\./u.test(by) && owner !== '';
  return [
    ...of('anyone', ANY, ANY),
    ...(named ? of('organisation', owner, ANY) : []),
    ...(named && project !== undefined ? of('repository', owner, project) : []),
  ];
}

const narrowed = ({ provider, pool, project }: GcpProviderFact): string =>
  printHoles(
    `gcloud iam workload-identity-pools providers update-oidc ${provider} --workload-identity-pool=${pool} --project=${project} --location=global \\\n` +
      `  --attribute-condition="assertion.repository == 'OWNER/NAME' && assertion.ref == 'refs/heads/main'"\n`,
  );
