import { idOf } from './ids.ts';
import { ARGO_KINDS } from './argo-kinds.ts';
import { CORE_KINDS } from './core-kinds.ts';
import { JUPYTERHUB_KINDS } from './jupyterhub-kind.ts';
import { KUBEFLOW_KINDS, NESTED_KINDS } from './kubeflow-kinds.ts';
import { readPaths, type Body, type Lookup, type PodDraft, type PodSource } from './pod-source.ts';
import { Remembered } from './remembered.ts';
import { RAY_KINDS } from './ray-kinds.ts';
import { SERVING_KINDS } from './serving-kinds.ts';
import { TRAINING_KINDS } from './training-kinds.ts';
import { dig, fields, isFields, own, text } from '../../../documents/value.ts';
import type { K8sObject, PodTemplate } from '../world.ts';

/** Every kind that leads to pods. Data: a new kind is one line in the table of its family. */
export const POD_KINDS: readonly PodSource[] = [
  ...CORE_KINDS,
  ...SERVING_KINDS,
  ...KUBEFLOW_KINDS,
  ...TRAINING_KINDS,
  ...RAY_KINDS,
  ...ARGO_KINDS,
  ...JUPYTERHUB_KINDS,
];

const BY_KIND = new Map(POD_KINDS.map((source) => [`${source.group}/${source.kind}`, source]));
const NESTED = new Map(NESTED_KINDS.map((one) => [`${one.group}/${one.kind}`, one]));

/** How deep resources may hold resources: Experiment > AppWrapper > Job is more than anyone writes. */
const NESTING = 3;

export function isPodKind(group: string, kind: string): boolean {
  return BY_KIND.has(`${group}/${kind}`) || NESTED.has(`${group}/${kind}`);
}

const TEMPLATES = new Remembered<K8sObject, readonly PodTemplate[]>();

/** The pod templates of one object, in the order in which they are written. */
export function podTemplates(object: K8sObject, lookup: Lookup): readonly PodTemplate[] {
  return TEMPLATES.of(object, lookup, (inside) => templates(object, inside));
}

function templates(object: K8sObject, lookup: Lookup): readonly PodTemplate[] {
  const body: Body = { object, body: object.body, base: [], name: object.name };
  const drafts = draftsOf(object.group, object.kind, body, lookup, 0);
  return unique(drafts).map((draft) => template(object, draft));
}

function draftsOf(group: string, kind: string, body: Body, lookup: Lookup, depth: number): readonly PodDraft[] {
  const source = BY_KIND.get(`${group}/${kind}`);
  if (source) return source.read ? source.read(body, lookup) : readPaths(source, body);
  const nested = NESTED.get(`${group}/${kind}`);
  if (!nested || depth >= NESTING) return [];
  return nested.inner(body, lookup).flatMap(({ path, part }) => {
    const inner = dig(body.body, ...path);
    if (!isFields(inner)) return [];
    const [innerGroup, innerKind] = typeOf(inner);
    const name = text(dig(inner, 'metadata', 'name')) ?? body.name;
    const held: Body = { object: body.object, body: inner, base: [...body.base, ...path], name };
    return draftsOf(innerGroup, innerKind, held, lookup, depth + 1).map((draft) => ({
      ...draft,
      part: [part, draft.part].filter((one) => one !== '').join('-'),
    }));
  });
}

function typeOf(body: unknown): readonly [string, string] {
  const version = text(own(body, 'apiVersion')) ?? '';
  return [version.includes('/') ? version.slice(0, version.indexOf('/')) : '', text(own(body, 'kind')) ?? ''];
}

/** Two templates of one resource with the same name are told apart by a number, so that no pod hides another. */
function unique(drafts: readonly PodDraft[]): readonly PodDraft[] {
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const times = (seen.get(draft.part) ?? 0) + 1;
    seen.set(draft.part, times);
    return times === 1 ? draft : { ...draft, part: `${draft.part === '' ? 'pod' : draft.part}-${times}` };
  });
}

function template(object: K8sObject, draft: PodDraft): PodTemplate {
  const namespace = object.namespace ?? 'default';
  const bare = object.group === '' && object.kind === 'Pod';
  const segments = bare
    ? [namespace, object.name]
    : [namespace, object.kind, object.name, ...(draft.part === '' ? [] : [draft.part])];
  const id = idOf.pod(object.realm, segments);
  const spec = fields(draft.spec);
  const named = text(spec['serviceAccountName']) ?? text(spec['serviceAccount']);
  return {
    id,
    segments,
    workload: bare ? id : idOf.object(object),
    object,
    namespace,
    at: draft.at,
    spec,
    labels: draft.labels,
    account: named ?? draft.unnamed ?? 'default',
    accountNamed: named !== undefined || draft.unnamed !== undefined,
    ...(draft.synthetic === undefined ? {} : { synthetic: draft.synthetic }),
  };
}
