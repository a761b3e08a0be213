import type { EstateNode } from '../../model/estate.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId } from '../../model/id.ts';

/** Somebody from outside, as a policy names him by a workload or workforce identity pool. */
export interface PoolPrincipal {
  /** Id or number of the project of the pool; for GKE's own pool the project of the cluster. Absent for a workforce pool. */
  readonly project?: string;
  readonly pool: string;
  /** Which tokens: `subject`, `group`, `attribute.NAME`, `namespace`, `kubernetes.cluster`, or `*` for all of the pool. */
  readonly by: string;
  /** As written, which may have holes. */
  readonly value: string;
  readonly node: Pick<EstateNode, 'id' | 'kind' | 'name' | 'realm'>;
}

const POOL =
  /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(?:projects\/([^/]{1,330})\/)?locations\/global\/work(?:load|force)(?:Identity)?Pools\/([^/]{1,330})\/(.{1,1500})$/su;
/** `PROJECT.svc.id.goog[NAMESPACE/ACCOUNT]`: GKE documentation, "Workload Identity Federation for GKE". */
const GKE = /^serviceAccount:([^[\]]{1,330}\.svc\.id\.goog)\[([^/[\]]{1,330})\/([^/[\]]{1,330})\]$/su;

/** IAM documentation, "Principal identifiers"; undefined for every other member. */
export function poolPrincipal(member: string, project: (written: string) => string): PoolPrincipal | undefined {
  const gke = GKE.exec(member);
  if (gke) {
    const [, pool = '', namespace = '', account = ''] = gke;
    return principal(project(pool.replace(/\.svc\.id\.goog$/u, '')), pool, 'subject', `ns/${namespace}/sa/${account}`);
  }
  const match = POOL.exec(member);
  if (!match) return undefined;
  const [, of, pool = '', rest = ''] = match;
  const slash = rest.indexOf('/');
  const by = slash < 0 ? rest : rest.slice(0, slash);
  return principal(of === undefined ? undefined : project(of), pool, by, slash < 0 ? '' : rest.slice(slash + 1));
}

function principal(project: string | undefined, pool: string, by: string, value: string): PoolPrincipal {
  const [named, which] = [printHoles(pool), printHoles(value)];
  const realm = project ?? named;
  const single = by === 'subject';
  const name =
    by === '*' ? `all of pool ${named}` : single ? `${which} of pool ${named}` : `${by} ${which} of pool ${named}`;
  const id = nodeId('gcp', 'PoolPrincipal', realm, named, by, which);
  return {
    ...(project === undefined ? {} : { project }),
    pool,
    by,
    value,
    node: { id, kind: project === undefined && single ? 'Human' : single ? 'ServicePrincipal' : 'Group', name, realm },
  };
}
