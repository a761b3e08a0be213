import { nodeId } from '../../../model/id.ts';
import { selects } from '../rbac/selector.ts';
import { dig, fields, isFields, own, text } from '../../../documents/value.ts';
import type { K8sObject, PodTemplate } from '../world.ts';
import { standing, unless } from './standing.ts';
import type { Telling } from './telling.ts';
import type { Policies } from './policies.ts';

/** SPIRE's ClusterSPIFFEID: which pods receive which SPIFFE ID (spire-controller-manager, docs/clusterspiffeid-crd.md). */
export function deriveSpiffe(telling: Telling, policies: Policies): void {
  for (const object of telling.world.of('ClusterSPIFFEID', 'spire.spiffe.io')) {
    const spec = fields(own(object.body, 'spec'));
    const template = text(spec['spiffeIDTemplate']);
    if (template === undefined) continue;
    for (const pod of telling.world.pods) {
      const namespace = spec['namespaceSelector'];
      if (isFields(namespace) && !selects(namespace, policies.namespaceLabels(pod.namespace))) continue;
      if (isFields(spec['podSelector']) && !selects(spec['podSelector'], pod.labels)) continue;
      tell(telling, object, pod, template);
    }
  }
}

function tell(telling: Telling, object: K8sObject, pod: PodTemplate, template: string): void {
  const uri = fill(template, pod);
  const evidence = [object.at(['spec', 'spiffeIDTemplate'])];
  const id = nodeId('spiffe', 'SpiffeId', pod.object.realm, uri);
  telling.estate.node({
    id,
    kind: 'SpiffeId',
    name: uri,
    realm: pod.object.realm,
    namespace: pod.namespace,
    environment: telling.environment(pod.object, pod.labels),
    evidence,
  });
  const known = standing('configured', object, pod.object);
  const sure = uri.includes('{{') ? unless(known, 'the template of the ID is filled as its controller does') : known;
  telling.estate.edge({ kind: 'SPIFFE_ID', from: pod.id, to: id, ...sure, evidence });
}

/** Go template fields that name pod, account and trust domain; others stay as they are written. */
function fill(template: string, pod: PodTemplate): string {
  const values: Readonly<Record<string, string | undefined>> = {
    'PodMeta.Namespace': pod.namespace,
    'PodMeta.Name': pod.object.kind === 'Pod' ? pod.object.name : `{${pod.object.name}}`,
    'PodSpec.ServiceAccountName': pod.account,
    TrustDomain: '{TrustDomain}',
    ClusterName: '{ClusterName}',
    'PodSpec.NodeName': text(dig(pod.spec, 'nodeName')),
  };
  return template.replace(/\{\{\s{0,5}\.([A-Za-z.]{1,60})\s{0,5}\}\}/gu, (whole, field: string) =>
    Object.hasOwn(values, field) ? (values[field] ?? whole) : whole,
  );
}
