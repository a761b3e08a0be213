import type { Body, Lookup, PodDraft, PodSource } from './pod-source.ts';
import { dig, fields, isFields, own, text } from '../../../documents/value.ts';

/** Kubeflow's notebook, tensorboard, volume viewer (components/*-controller of the platform). */
export const KUBEFLOW_KINDS: readonly PodSource[] = [
  {
    group: 'kubeflow.org',
    kind: 'Notebook',
    by: 'Kubeflow notebook controller',
    paths: [
      {
        path: 'spec.template',
        shape: 'template',
        labels: ({ name }) => ({ 'notebook-name': name, statefulset: name }),
      },
    ],
  },
  { group: 'tensorboard.kubeflow.org', kind: 'Tensorboard', by: 'Kubeflow tensorboard controller', read: tensorboard },
  { group: 'kubeflow.org', kind: 'PVCViewer', by: 'Kubeflow volume viewer controller', read: pvcViewer },
];

function tensorboard(body: Body): readonly PodDraft[] {
  const logs = text(dig(body.body, 'spec', 'logspath')) ?? '';
  const claim = /^pvc:\/\/([^/]+)/u.exec(logs)?.[1];
  return [
    {
      part: '',
      at: [...body.base, 'spec'],
      spec: {
        containers: [{ name: 'tensorboard', args: [`--logdir=${logs}`], ports: [{ containerPort: 6006 }] }],
        ...(claim === undefined ? {} : { volumes: [{ name: 'tbpd', persistentVolumeClaim: { claimName: claim } }] }),
      },
      labels: { app: body.name },
      synthetic: 'composed by the tensorboard controller',
    },
  ];
}

function pvcViewer(body: Body): readonly PodDraft[] {
  const spec = fields(own(body.body, 'spec'));
  const written = spec['podSpec'];
  const claim = text(spec['pvc']);
  const base = { part: '', labels: { app: 'pvcviewer', instance: body.name } };
  if (isFields(written)) return [{ ...base, at: [...body.base, 'spec', 'podSpec'], spec: written }];
  return [
    {
      ...base,
      at: [...body.base, 'spec'],
      spec: {
        containers: [{ name: 'pvcviewer', ports: [{ containerPort: 8080 }] }],
        ...(claim === undefined ? {} : { volumes: [{ name: 'viewer', persistentVolumeClaim: { claimName: claim } }] }),
      },
      synthetic: 'the default viewer of the volume viewer controller',
    },
  ];
}

/** Resources that hold another resource and create it: where the inner one stands. */
export const NESTED_KINDS: readonly {
  readonly group: string;
  readonly kind: string;
  readonly inner: (
    body: Body,
    lookup: Lookup,
  ) => readonly { readonly path: readonly (string | number)[]; readonly part: string }[];
}[] = [
  {
    group: 'kubeflow.org',
    kind: 'Experiment',
    inner: () => [{ path: ['spec', 'trialTemplate', 'trialSpec'], part: 'trial' }],
  },
  {
    group: 'workload.codeflare.dev',
    kind: 'AppWrapper',
    inner: ({ body }) => {
      const components = dig(body, 'spec', 'components');
      return Array.isArray(components)
        ? components.map((_, index) => ({
            path: ['spec', 'components', index, 'template'],
            part: `component-${index}`,
          }))
        : [];
    },
  },
];
