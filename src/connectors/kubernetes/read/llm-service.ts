import { mergeSpec } from './merge-spec.ts';
import type { Body, Lookup, PodDraft } from './pod-source.ts';
import { dig, fields, isFields, list, own, text, type Fields } from '../../../documents/value.ts';

/**
 * LLMInferenceService: pods of the main workload, its prefill and their workers, and the scheduler. A part that is switched on but not
 * written out comes from the controller's LLMInferenceServiceConfig presets; `baseRefs` name further ones.
 */
const PARTS = [
  { part: 'main', path: ['template'], preset: 'kserve-config-llm-template', always: true },
  { part: 'worker', path: ['worker'], preset: 'kserve-config-llm-worker-data-parallel', always: false },
  { part: 'prefill', path: ['prefill', 'template'], preset: 'kserve-config-llm-prefill-template', always: false },
  {
    part: 'prefill-worker',
    path: ['prefill', 'worker'],
    preset: 'kserve-config-llm-prefill-worker-data-parallel',
    always: false,
  },
] as const;

const SCHEDULER = ['router', 'scheduler'] as const;

export function llmInferenceService(body: Body, lookup: Lookup): readonly PodDraft[] {
  const spec = fields(own(body.body, 'spec'));
  const bases = list(spec['baseRefs'])
    .map((one) => text(own(one, 'name')))
    .filter((name) => name !== undefined);
  const preset = (name: string, path: readonly string[]): Fields =>
    fields(dig(config(name, body, lookup), 'spec', ...path));
  const labels = { 'app.kubernetes.io/name': body.name, 'app.kubernetes.io/part-of': 'llminferenceservice' };
  const drafts: PodDraft[] = [];
  for (const { part, path, preset: name, always } of PARTS) {
    const written = dig(spec, ...path);
    const fromBases = bases.map((base) => preset(base, path)).filter((one) => Object.keys(one).length > 0);
    if (!isFields(written) && fromBases.length === 0 && !always) continue;
    const base = [preset(name, path), ...fromBases].reduce(mergeSpec, {});
    const merged = mergeSpec(base, fields(written));
    drafts.push({
      part,
      at: [...body.base, 'spec', ...(isFields(written) ? path : [])],
      spec: list(merged['containers']).length > 0 ? merged : { ...merged, containers: [{ name: 'main' }] },
      labels: { ...labels, 'app.kubernetes.io/component': `llminferenceservice-workload-${part}` },
      ...(isFields(written) ? {} : { synthetic: 'composed by KServe from its configuration presets' }),
    });
  }
  return [
    ...drafts,
    ...scheduler(body, spec, preset('kserve-config-llm-scheduler', [...SCHEDULER, 'template']), labels),
  ];
}

/** The account that KServe makes for a scheduler whose template names none. */
export function schedulerAccount(name: string): string {
  return `${name}-epp-sa`;
}

function scheduler(
  body: Body,
  spec: Fields,
  base: Fields,
  labels: Readonly<Record<string, string>>,
): readonly PodDraft[] {
  const written = dig(spec, ...SCHEDULER);
  if (!isFields(written) || written['pool'] !== undefined) return [];
  const template = fields(written['template']);
  const merged = mergeSpec(base, template);
  return [
    {
      part: 'scheduler',
      at: [...body.base, 'spec', ...SCHEDULER],
      spec: list(merged['containers']).length > 0 ? merged : { ...merged, containers: [{ name: 'main' }] },
      labels: { ...labels, 'app.kubernetes.io/component': 'llminferenceservice-router-scheduler' },
      unnamed: schedulerAccount(body.name),
      ...(Object.keys(template).length > 0 ? {} : { synthetic: 'the scheduler that KServe runs before the replicas' }),
    },
  ];
}

function config(name: string, body: Body, lookup: Lookup): Fields {
  const candidates = lookup.of('LLMInferenceServiceConfig').filter((one) => one.name === name);
  return (candidates.find((one) => one.namespace === body.object.namespace) ?? candidates[0])?.body ?? {};
}
