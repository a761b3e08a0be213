import { nodeId, type NodeId } from '../../../model/id.ts';
import { applicationKey } from '../../../model/keys.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import { idOf } from '../read/ids.ts';
import type { K8sObject } from '../world.ts';
import { standing, unless } from './standing.ts';
import type { Telling } from './telling.ts';
import type { FederationFact } from '../../../model/aws-facts.ts';

interface Federation {
  readonly annotation: string;
  readonly edge: FederationFact['kind'];
  /** What the token is made out to, unless an annotation says otherwise (documentation of each cloud's webhook). */
  readonly audience?: (object: K8sObject) => string;
  readonly kind: NodeKind;
  readonly id: (value: string, object: K8sObject) => NodeId;
  readonly when: string;
}

/** Annotations by which a cloud gives an account an identity of its own; the cloud's side of the trust is not in these files. */
const FEDERATIONS: readonly Federation[] = [
  {
    annotation: 'eks.amazonaws.com/role-arn',
    edge: 'IRSA',
    kind: 'CloudRole',
    id: (arn) => nodeId('aws', 'Role', /^arn:[^:]*:iam::(\d{12}):/u.exec(arn)?.[1] ?? '{account}', arn),
    audience: ({ annotations }) => annotations['eks.amazonaws.com/audience'] ?? 'sts.amazonaws.com',
    when: 'the trust policy of the role admits this account',
  },
  {
    annotation: 'iam.gke.io/gcp-service-account',
    edge: 'GKE_WI',
    kind: 'ServicePrincipal',
    id: (email) =>
      nodeId('gcp', 'ServiceAccount', /@([^.]+)\.iam\.gserviceaccount\.com$/u.exec(email)?.[1] ?? '{project}', email),
    when: 'the cloud account grants workloadIdentityUser to this account',
  },
  {
    annotation: 'azure.workload.identity/client-id',
    edge: 'AKS_WI',
    kind: 'ServicePrincipal',
    id: (client, object) =>
      nodeId('azure', 'Application', object.annotations['azure.workload.identity/tenant-id'] ?? '{tenant}', client),
    audience: () => 'api://AzureADTokenExchange',
    when: 'a federated credential of the application names this account',
  },
];

export function deriveCloudIdentities(telling: Telling): void {
  for (const account of telling.world.of('ServiceAccount', ''))
    for (const { annotation, edge, kind, id, audience, when } of FEDERATIONS) {
      const value = Object.hasOwn(account.annotations, annotation)
        ? account.annotations[annotation]?.trim()
        : undefined;
      if (value === undefined || value === '') continue;
      const from = idOf.account(account.realm, account.namespace ?? 'default', account.name);
      const to = id(value, account);
      const evidence = [account.at(['metadata', 'annotations', annotation])];
      telling.object(account, 'K8sServiceAccount');
      telling.estate.node({
        id: to,
        kind,
        name: value,
        realm: realmOf(to),
        environment: 'unknown',
        evidence,
        implied: true,
      });
      if (edge === 'AKS_WI') telling.estate.known(to, applicationKey(value));
      const known = standing('configured', account);
      const stated = known.confidence === 'possible' ? unless(known, when) : { ...known, precondition: when };
      telling.estate.edge({ kind: edge, from, to, ...stated, evidence });
      telling.estate.fact({
        fact: 'federation',
        node: from,
        kind: edge,
        to,
        target: value,
        subjects: [`system:serviceaccount:${account.namespace ?? 'default'}:${account.name}`],
        ...(audience === undefined ? {} : { audience: audience(account) }),
        precondition: stated.precondition ?? when,
        confidence: known.confidence,
        evidence,
      });
    }
}

const realmOf = (id: NodeId): string => id.split(':').slice(2).join(':').split('/')[0] ?? '';
