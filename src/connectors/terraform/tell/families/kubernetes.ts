import { tellLiterals, type Holder, type Literal } from '../../../../cloud/tell/literals.ts';
import { printHoles } from '../../../../model/hole.ts';
import { nodeId, type NodeId } from '../../../../model/id.ts';
import type { NodeKind } from '../../../../model/kinds.ts';
import type { Block } from '../block.ts';
import type { View } from '../view.ts';

/** Workloads of the provider `kubernetes`, by the kind that they make. */
const WORKLOADS: Readonly<Record<string, string>> = {
  kubernetes_pod: 'Pod',
  kubernetes_deployment: 'Deployment',
  kubernetes_stateful_set: 'StatefulSet',
  kubernetes_daemon_set: 'DaemonSet',
  kubernetes_daemonset: 'DaemonSet',
  kubernetes_replication_controller: 'ReplicationController',
  kubernetes_job: 'Job',
  kubernetes_cron_job: 'CronJob',
};

/** Blocks and maps are followed so deep. */
const DEEPEST = 24;

/**
 * What Terraform makes in a cluster and may hold a literal credential, by type of resource (registry.terraform.io: hashicorp/kubernetes,
 * hashicorp/helm, gavinbunney/kubectl).
 */
export const KUBERNETES: Readonly<Record<string, (block: Block) => void>> = {
  ...bothVersions('kubernetes_secret', tellSecret),
  ...bothVersions('kubernetes_config_map', (block) => {
    look(block, object(block, 'ConfigMap', 'K8sConfigMap'), 'configmap', texts(block.at('data')));
  }),
  ...Object.fromEntries(
    Object.entries(WORKLOADS).flatMap(([type, kind]) =>
      Object.entries(
        bothVersions(type, (block) => {
          look(block, object(block, kind, 'Workload'), 'env', variables(block));
        }),
      ),
    ),
  ),
  helm_release: (block) => {
    look(block, thing(block, 'HelmRelease', block.text('namespace'), block.text('name')), 'values', chartValues(block));
  },
  kubectl_manifest: tellApplied,
  kubernetes_manifest: tellApplied,
};

function bothVersions(type: string, tell: (block: Block) => void): Readonly<Record<string, (block: Block) => void>> {
  return { [type]: tell, [`${type}_v1`]: tell };
}

/** A Secret: its literals, and the token without an end where it asks for one (kubernetes.io, "Service account token Secrets"). */
function tellSecret(block: Block): void {
  const holder = object(block, 'Secret', 'K8sSecret');
  look(block, holder, 'secret', [...texts(block.at('data')), ...texts(block.at('string_data'))]);
  const at = block.at('metadata', 0, 'annotations', 'kubernetes.io/service-account.name');
  const account = at?.text();
  if (at === undefined || account === undefined || block.text('type') !== 'kubernetes.io/service-account-token') return;
  const { estate } = block.stack;
  const { realm, namespace, environment, uncertain } = holder;
  const evidence = [at.evidence];
  const of = nodeId('k8s', 'ServiceAccount', realm, namespace, printHoles(account));
  if (!estate.has(of)) {
    const place = { realm, namespace, environment, evidence, implied: true } as const;
    estate.node({ id: of, kind: 'K8sServiceAccount', name: printHoles(account), ...place });
  }
  const node = holder.node();
  const certainty =
    uncertain === undefined
      ? ({ confidence: 'configured' } as const)
      : ({ confidence: 'possible', precondition: uncertain } as const);
  const { confidence } = certainty;
  estate.fact({ fact: 'long-lived-token', node, of, kind: 'service-account-token', evidence, confidence });
  estate.edge({ kind: 'SECRET_IS_CRED_FOR', from: node, to: of, ...certainty, evidence });
}

/** An object as it is applied: the text of it, or its fields. */
function tellApplied(block: Block): void {
  const written = block.at('yaml_body') ?? block.at('manifest');
  if (written === undefined) return;
  const metadata = written.at('metadata');
  const kind = written.text('kind') ?? 'Manifest';
  const name = metadata?.text('name') ?? block.resource.address;
  const literals = kind === 'Secret' ? secretTexts(written) : texts(written);
  look(block, thing(block, kind, metadata?.text('namespace'), name), kind === 'Secret' ? 'secret' : 'values', literals);
}

/** A Secret as the API has it: `data` is base64, which is no encryption. */
function secretTexts(written: View): readonly Literal[] {
  const decoded = texts(written.at('data')).map((one) => ({
    ...one,
    text: Buffer.from(one.text, 'base64').toString(),
    written: one.text,
  }));
  return [...decoded, ...texts(written.at('stringData'))];
}

/** Texts of values, and what is set one by one: the last word of a path into the values says what it is. */
function chartValues(block: Block): readonly Literal[] {
  const set = ['set', 'set_sensitive', 'set_wo'].flatMap((key) =>
    block.each(key).flatMap((one) => named(one, one.text('name')?.split('.').at(-1))),
  );
  return [...texts(block.at('values')), ...set];
}

/** Every text below, under its own key. */
function texts(view: View | undefined, key = 'values', depth = 0): readonly Literal[] {
  if (view === undefined || depth > DEEPEST) return [];
  const text = view.text();
  if (text !== undefined) return [{ key, text, evidence: view.evidence }];
  const items = Array.isArray(view.entry.value) ? view.each() : [];
  return [
    ...items.flatMap((one) => texts(one, key, depth + 1)),
    ...view.entries().flatMap(([name, one]) => texts(one, name, depth + 1)),
  ];
}

/** `env` of every container, however deep it stands. */
function variables(view: View, depth = 0): readonly Literal[] {
  if (depth > DEEPEST) return [];
  const inner = Array.isArray(view.entry.value) ? view.each() : [];
  return [
    ...inner.flatMap((one) => variables(one, depth + 1)),
    ...view
      .entries()
      .flatMap(([key, one]) =>
        key === 'env' ? one.each().flatMap((each) => named(each, each.text('name'))) : variables(one, depth + 1),
      ),
  ];
}

function named(view: View, key: string | undefined): readonly Literal[] {
  const value = view.at('value');
  const text = value?.text();
  return value === undefined || text === undefined || key === undefined
    ? []
    : [{ key, text, evidence: value.evidence }];
}

type Unlooked = Omit<Holder, 'where'>;

function look(block: Block, holder: Unlooked, where: Holder['where'], literals: readonly Literal[]): void {
  const { estate, digest, written } = block.stack;
  tellLiterals(estate, digest, { ...holder, where }, literals, written);
}

const object = (block: Block, kind: string, of: NodeKind): Unlooked =>
  thing(block, kind, block.text('metadata', 0, 'namespace'), block.text('metadata', 0, 'name'), of);

function thing(
  block: Block,
  kind: string,
  namespace: string | undefined,
  name: string | undefined,
  of: NodeKind = kind === 'Secret' ? 'K8sSecret' : 'DeployApp',
): Unlooked {
  const { estate } = block.stack;
  const { realm } = block.telling;
  const { environment, evidence, uncertain } = block.piece;
  const inside = printHoles(namespace ?? 'default');
  const called = printHoles(name ?? block.made());
  const id = nodeId('k8s', kind, realm, inside, called);
  const node = (): NodeId =>
    estate.node({ id, kind: of, name: called, namespace: inside, realm, environment, evidence: [evidence] });
  const path = of === 'K8sSecret' ? [inside, called] : [inside, kind, called];
  return { node, realm, namespace: inside, environment, path, uncertain };
}
