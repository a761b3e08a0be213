import type { Body, Lookup, PodDraft, PodSource } from './pod-source.ts';
import type { Path } from '../world.ts';
import { dig, fields, list, own, text, textMap, type Fields } from '../../../documents/value.ts';

/** Argo Workflows: every template that runs something is a pod (argo-workflows.readthedocs.io/en/latest/fields). */
export const ARGO_KINDS: readonly PodSource[] = [
  ['Workflow', 'spec'],
  ['CronWorkflow', 'spec.workflowSpec'],
  ['WorkflowTemplate', 'spec'],
  ['ClusterWorkflowTemplate', 'spec'],
].map(([kind = '', at = '']): PodSource => ({
  group: 'argoproj.io',
  kind,
  by: 'Argo workflow controller',
  read: (body, lookup) => workflow(body, at.split('.'), lookup),
}));

/** The keys under which a template runs a pod. `suspend`, `steps` and `dag` run none; `http` and `plugin` run in one agent pod. */
const RUNS = ['container', 'script', 'resource', 'data', 'containerSet', 'http', 'plugin'] as const;

function workflow(body: Body, at: readonly string[], lookup: Lookup): readonly PodDraft[] {
  const spec = fields(dig(body.body, ...at));
  const written = list(own(spec, 'templates'));
  const drafts = written.flatMap((template, index) =>
    pod(body, template, [...body.base, ...at, 'templates', index], spec, spec),
  );
  const inline = inlineTemplates(written, [...body.base, ...at, 'templates']).flatMap(({ template, path }) =>
    pod(body, template, path, spec, spec),
  );
  return [...drafts, ...inline, ...referred(body, spec, at, lookup)];
}

/** `workflowTemplateRef`: the templates stand elsewhere, the account is this workflow's when it names one. */
function referred(body: Body, spec: Fields, at: readonly string[], lookup: Lookup): readonly PodDraft[] {
  const reference = fields(own(spec, 'workflowTemplateRef'));
  const name = text(reference['name']);
  if (name === undefined) return [];
  const wide = reference['clusterScope'] === true;
  const target = lookup.find(
    wide ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate',
    wide ? undefined : body.object.namespace,
    name,
  )[0];
  const because = `template of ${wide ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate'} ${name}`;
  const place = [...body.base, ...at, 'workflowTemplateRef'];
  if (!target)
    return [
      {
        part: name,
        at: place,
        spec: podFields(spec, {}),
        labels: {},
        synthetic: `${because}, which is not in the estate`,
      },
    ];
  const theirs = fields(own(target.body, 'spec'));
  return list(own(theirs, 'templates')).flatMap((template) =>
    pod(body, template, place, { ...theirs, ...spec }, spec).map((draft) => ({ ...draft, synthetic: because })),
  );
}

function pod(body: Body, template: unknown, at: Path, spec: Fields, labelled: Fields): readonly PodDraft[] {
  const runs = RUNS.filter((key) => own(template, key) !== undefined);
  if (runs.length === 0) return [];
  return [
    {
      part: text(own(template, 'name')) ?? `template-${at.at(-1) ?? 0}`,
      at,
      spec: podFields(spec, fields(template)),
      labels: {
        ...textMap(dig(labelled, 'podMetadata', 'labels')),
        ...textMap(dig(template, 'metadata', 'labels')),
        'workflows.argoproj.io/workflow': body.name,
      },
    },
  ];
}

const POD_KEYS = [
  'serviceAccountName', 'automountServiceAccountToken', 'hostNetwork', 'hostAliases', 'securityContext', 'nodeSelector', 'tolerations',
  'imagePullSecrets', 'affinity',
] as const; // prettier-ignore

function podFields(spec: Fields, template: Fields): Fields {
  const result: Record<string, unknown> = {};
  for (const key of POD_KEYS) {
    const value = template[key] ?? spec[key];
    if (value !== undefined) result[key] = value;
  }
  result['containers'] = [...main(template), ...list(template['sidecars'])];
  if (list(template['initContainers']).length > 0) result['initContainers'] = template['initContainers'];
  result['volumes'] = [...list(spec['volumes']), ...list(template['volumes']), ...claims(spec)];
  return result;
}

/** `volumeClaimTemplates` give each run a claim that steps mount by name. */
function claims(spec: Fields): readonly unknown[] {
  return list(spec['volumeClaimTemplates']).flatMap((one) => {
    const name = text(dig(one, 'metadata', 'name'));
    return name === undefined ? [] : [{ name, persistentVolumeClaim: { claimName: name } }];
  });
}

function main(template: Fields): readonly unknown[] {
  const set = list(dig(template, 'containerSet', 'containers'));
  if (set.length > 0) return set;
  const written = own(template, 'container') ?? own(template, 'script');
  if (written === undefined) return [{ name: 'main' }];
  return [{ ...fields(written), name: 'main' }];
}

/** Templates written inline in a step or task. */
function inlineTemplates(
  templates: readonly unknown[],
  base: Path,
): readonly { readonly template: unknown; readonly path: Path }[] {
  const found: { template: unknown; path: Path }[] = [];
  const look = (step: unknown, path: Path): void => {
    const inline = own(step, 'inline');
    if (inline === undefined) return;
    const name = text(own(inline, 'name')) ?? text(own(step, 'name'));
    found.push({ template: { ...fields(inline), ...(name === undefined ? {} : { name }) }, path: [...path, 'inline'] });
  };
  templates.forEach((template, index) => {
    list(dig(template, 'dag', 'tasks')).forEach((task, at) => {
      look(task, [...base, index, 'dag', 'tasks', at]);
    });
    list(own(template, 'steps')).forEach((group, at) => {
      const steps = Array.isArray(group) ? list(group) : list(own(group, 'steps'));
      steps.forEach((step, within) => {
        look(step, [...base, index, 'steps', at, within]);
      });
    });
  });
  return found;
}
