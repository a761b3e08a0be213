import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS, kindKey } from '../../src/collect/kubernetes/kinds.ts';
import { deriveAccess } from '../../src/connectors/kubernetes/derive/access.ts';
import { inferJewels } from '../../src/connectors/kubernetes/derive/jewels.ts';
import { deriveKeys } from '../../src/connectors/kubernetes/derive/keys.ts';
import { Telling } from '../../src/connectors/kubernetes/derive/telling.ts';
import { deriveWorkloads } from '../../src/connectors/kubernetes/derive/workloads.ts';
import { Scopes } from '../../src/connectors/kubernetes/load/scope.ts';
import { NESTED_KINDS } from '../../src/connectors/kubernetes/read/kubeflow-kinds.ts';
import { POD_KINDS } from '../../src/connectors/kubernetes/read/pod-templates.ts';
import { buildWorld } from '../../src/connectors/kubernetes/read/world.ts';
import { plainContext } from '../../src/connectors/testing/read-texts.ts';
import { EstateBuilder } from '../../src/model/builder.ts';
import { parse } from 'yaml';

/** Groups of no API that is asked: long gone from clusters, values of a chart, a file of the program kind. */
const NOT_ASKED = new Set(['extensions', 'hub.jupyter.org', 'kind.x-k8s.io']);

/** What the connector looks for in a realm, whether it is there or not. */
function lookedFor(): readonly (readonly [kind: string, group: string | undefined])[] {
  const asked: (readonly [string, string | undefined])[] = [];
  const world = buildWorld('r', []);
  const noting = {
    ...world,
    of: (kind: string, group?: string) => {
      asked.push([kind, group]);
      return world.of(kind, group);
    },
  };
  const estate = new EstateBuilder();
  const context = plainContext(estate);
  deriveWorkloads(noting, estate, context);
  deriveAccess(noting, estate);
  inferJewels(new Telling(noting, estate, context.digest));
  deriveKeys(noting, estate);
  return asked;
}

const known = new Set(KINDS.map(({ group, kind }) => kindKey(group, kind)));
const kinds = new Set(KINDS.map(({ kind }) => kind));

describe('the kinds that are collected', () => {
  it('are all that the connector looks for', () => {
    const asked = lookedFor();
    expect(asked.length).toBeGreaterThan(30);
    const missing = asked.filter(([kind, group]) =>
      group === undefined ? !kinds.has(kind) : !NOT_ASKED.has(group) && !known.has(kindKey(group, kind)),
    );
    expect(missing).toEqual([]);
  });

  it('are all that lead to pods, and say so', () => {
    const leading = [...POD_KINDS, ...NESTED_KINDS]
      .filter(({ group }) => !NOT_ASKED.has(group))
      .map(({ group, kind }) => kindKey(group, kind));
    const said = KINDS.filter((one) => one.pods).map(({ group, kind }) => kindKey(group, kind));
    expect(said.sort()).toEqual(leading.sort());
  });

  it('stand once each, and the connector knows which stand outside namespaces', () => {
    expect(known.size).toBe(KINDS.length);
    const scopes = new Scopes();
    const cluster = KINDS.filter(({ group, kind }) => scopes.clusterScoped(group, kind)).map(({ kind }) => kind);
    expect(cluster.sort()).toEqual([
      'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'ClusterExternalSecret', 'ClusterQueue', 'ClusterRole',
      'ClusterRoleBinding', 'ClusterSPIFFEID', 'ClusterSecretStore', 'ClusterServingRuntime', 'ClusterTrainingRuntime', 'ClusterWorkflowTemplate',
      'CustomResourceDefinition', 'GlobalNetworkPolicy', 'Namespace', 'Node', 'Profile', 'ResourceFlavor',
    ]); // prettier-ignore
  });

  it('are allowed by the role of the page, to be listed alone, and Secrets are not among them', () => {
    const page = readFileSync('docs/collect-k8s.md', 'utf8');
    const role = parse(/```yaml\n(apiVersion: rbac[\s\S]*?)```/u.exec(page)?.[1] ?? '') as {
      readonly rules: readonly {
        apiGroups: readonly string[];
        resources: readonly string[];
        verbs: readonly string[];
      }[];
    };
    const allowed = role.rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.map((one) => `${group}/${one} ${verbs.join(',')}`)),
    );
    const needed = KINDS.filter((one) => !one.onRequest).map(({ group, resource }) => `${group}/${resource} list`);
    expect(allowed.sort()).toEqual(needed.sort());
    expect(needed).not.toContain('/secrets list');
  });
});
