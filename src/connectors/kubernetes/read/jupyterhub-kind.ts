import type { K8sObject } from '../world.ts';
import type { Body, PodDraft, PodSource } from './pod-source.ts';
import { dig, fields, isFields, list, own, text, type Fields } from '../../../documents/value.ts';

export const JUPYTERHUB_GROUP = 'hub.jupyter.org';

/** Values of the Zero to JupyterHub chart as one resource: the hub, and the pods that it spawns for users (z2jh.jupyter.org). */
export const JUPYTERHUB_KINDS: readonly PodSource[] = [
  { group: JUPYTERHUB_GROUP, kind: 'JupyterHub', by: 'KubeSpawner', read: jupyterhub },
];

function jupyterhub(body: Body): readonly PodDraft[] {
  const single = fields(own(body.body, 'singleuser'));
  const drafts: PodDraft[] = [
    hub(body),
    { part: 'singleuser', at: ['singleuser'], spec: singleuser(single), labels: LABELS, synthetic: BECAUSE },
  ];
  list(single['profileList']).forEach((profile, index) => {
    const over = fields(own(profile, 'kubespawner_override'));
    const name = text(own(profile, 'slug')) ?? text(own(profile, 'display_name')) ?? String(index);
    drafts.push({
      part: `singleuser-${name}`,
      at: ['singleuser', 'profileList', index],
      spec: singleuser(single, over),
      labels: LABELS,
      synthetic: BECAUSE,
    });
  });
  return drafts;
}

const LABELS = { app: 'jupyterhub', component: 'singleuser-server' };
const BECAUSE = 'spawned by the hub for a user';

function singleuser(single: Fields, over: Fields = {}): Fields {
  const image =
    text(over['image']) ??
    [
      text(dig(single, 'image', 'name')) ?? 'quay.io/jupyterhub/k8s-singleuser-sample',
      text(dig(single, 'image', 'tag')) ?? '',
    ]
      .filter((one) => one !== '')
      .join(':');
  const account = text(over['service_account']) ?? text(single['serviceAccountName']);
  const limits = { ...fields(dig(single, 'extraResource', 'limits')), ...fields(over['extra_resource_limits']) };
  return {
    ...(account === undefined ? { automountServiceAccountToken: false } : { serviceAccountName: account }),
    containers: [
      {
        name: 'notebook',
        image,
        args: [single['cmd']].flat().filter((one) => typeof one === 'string'),
        env: [...env(single['extraEnv']), ...env(over['environment'])],
        ports: [{ containerPort: 8888, name: 'notebook-port' }],
        resources: { limits },
        volumeMounts: [...list(dig(single, 'storage', 'extraVolumeMounts')), ...list(over['volume_mounts'])],
        ...(single['privileged'] === true || over['privileged'] === true
          ? { securityContext: { privileged: true } }
          : {}),
      },
      ...list(single['extraContainers']),
    ],
    initContainers: list(single['initContainers']),
    volumes: [...list(dig(single, 'storage', 'extraVolumes')), ...list(over['volumes'])],
  };
}

function hub(body: Body): PodDraft {
  const values = fields(own(body.body, 'hub'));
  return {
    part: 'hub',
    at: ['hub'],
    spec: {
      serviceAccountName: text(dig(values, 'serviceAccount', 'name')) ?? 'hub',
      containers: [
        {
          name: 'hub',
          image: 'quay.io/jupyterhub/k8s-hub',
          env: env(values['extraEnv']),
          ports: [{ containerPort: 8081 }],
        },
      ],
    },
    labels: { app: 'jupyterhub', component: 'hub' },
    synthetic: 'the hub of the chart',
  };
}

/** Env as the chart takes it: a map of values or of `valueFrom`, or a list as in a pod. */
function env(written: unknown): readonly unknown[] {
  if (Array.isArray(written)) return list(written);
  return Object.entries(fields(written)).map(([name, value]) =>
    isFields(value) ? { name, ...value } : { name, value },
  );
}

/** The chart keeps users from the metadata service by an init container, unless told not to; then its NetworkPolicy decides. */
export function metadataBlocked(object: K8sObject): boolean {
  const { body } = object;
  if (dig(body, 'singleuser', 'cloudMetadata', 'blockWithIptables') !== false) return true;
  if (dig(body, 'singleuser', 'networkPolicy', 'enabled') === false) return false;
  return dig(body, 'singleuser', 'networkPolicy', 'egressAllowRules', 'cloudMetadataServer') !== true;
}

/** The chart's NetworkPolicy lets users call every public address unless told not to. */
export function egressOpen(object: K8sObject): boolean {
  const { body } = object;
  if (dig(body, 'singleuser', 'networkPolicy', 'enabled') === false) return true;
  return dig(body, 'singleuser', 'networkPolicy', 'egressAllowRules', 'nonPrivateIPs') !== false;
}
