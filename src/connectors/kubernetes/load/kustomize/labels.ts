import type { Manifest } from '../object.ts';
import { valueAt, withValue } from '../../../../documents/edit.ts';
import { copied, isData, plain } from '../../../../documents/plain.ts';
import type { Path } from '../../world.ts';
import type { Kustomization } from './read.ts';

/** Where pod templates of built-in kinds have their labels. */
const TEMPLATES: Readonly<Record<string, Path>> = {
  Deployment: ['spec', 'template', 'metadata', 'labels'],
  StatefulSet: ['spec', 'template', 'metadata', 'labels'],
  DaemonSet: ['spec', 'template', 'metadata', 'labels'],
  ReplicaSet: ['spec', 'template', 'metadata', 'labels'],
  ReplicationController: ['spec', 'template', 'metadata', 'labels'],
  Job: ['spec', 'template', 'metadata', 'labels'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
};
/** Where kinds select pods by label. */
const SELECTORS: Readonly<Record<string, Path>> = {
  Deployment: ['spec', 'selector', 'matchLabels'],
  StatefulSet: ['spec', 'selector', 'matchLabels'],
  DaemonSet: ['spec', 'selector', 'matchLabels'],
  ReplicaSet: ['spec', 'selector', 'matchLabels'],
  Service: ['spec', 'selector'],
  ReplicationController: ['spec', 'selector'],
  NetworkPolicy: ['spec', 'podSelector', 'matchLabels'],
  PodDisruptionBudget: ['spec', 'selector', 'matchLabels'],
};

/** Kinds whose selector means everything when it is not written, and stays so. */
const OPEN_SELECTORS = new Set(['NetworkPolicy', 'PodDisruptionBudget']);

/** Adds the labels and annotations of a kustomization. */
export function labelled(manifest: Manifest, by: Kustomization): Manifest {
  let { body } = manifest;
  for (const { pairs, selectors, templates } of by.labels) {
    body = joined(body, ['metadata', 'labels'], pairs, true);
    const template = Object.hasOwn(TEMPLATES, manifest.kind) ? TEMPLATES[manifest.kind] : undefined;
    if (templates && template) body = joined(body, template, pairs, true);
    const selector = Object.hasOwn(SELECTORS, manifest.kind) ? SELECTORS[manifest.kind] : undefined;
    if (selectors && selector) body = joined(body, selector, pairs, !OPEN_SELECTORS.has(manifest.kind));
  }
  body = joined(body, ['metadata', 'annotations'], by.annotations, true);
  return body === manifest.body ? manifest : { ...manifest, body };
}

function joined(
  body: Manifest['body'],
  path: Path,
  pairs: Readonly<Record<string, string>>,
  create: boolean,
): Manifest['body'] {
  const old = valueAt(body, path);
  const names = Object.keys(pairs);
  if (names.length === 0 || (!create && !isData(old))) return body;
  const map = isData(old) ? copied(old) : plain();
  for (const name of names) map[name] = pairs[name];
  return withValue(body, path, map);
}
