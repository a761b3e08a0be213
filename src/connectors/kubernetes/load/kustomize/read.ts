import { posix } from 'node:path';
import { diagnostic, type Diagnostic } from '../../../../model/diagnostic.ts';
import { visible } from '../../../../model/errors.ts';
import type { Doc } from '../../../../documents/documents.ts';
import { isData, list, text, textMap, type Data } from '../../../../documents/plain.ts';
import type { Manifest } from '../object.ts';
import {
  generatedMaps,
  generatedObjects,
  generatorSources,
  isWhole,
  type GeneratedMap,
  type TextOf,
} from './generated.ts';
import { accountsIn } from './patched-accounts.ts';
import { readReplacement, type Replacement } from './replacements.ts';

export const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

export interface LabelRule {
  readonly pairs: Readonly<Record<string, string>>;
  readonly selectors: boolean;
  readonly templates: boolean;
}

/** One kustomization file, the part of it that is followed. */
export interface Kustomization {
  readonly file: string;
  readonly folder: string;
  readonly component: boolean;
  /** What it includes, in its order, with the line of each entry. */
  readonly includes: readonly { readonly what: string; readonly line: number; readonly component: boolean }[];
  readonly namespace: string | undefined;
  readonly prefix: string;
  readonly suffix: string;
  readonly labels: readonly LabelRule[];
  readonly annotations: Readonly<Record<string, string>>;
  /** Those that are followed; the others are notes. */
  readonly replacements: readonly Replacement[];
  /** Files that change objects and are none themselves: patches, and the sources of generators. */
  readonly parts: readonly string[];
  /** Service accounts that its inline patches give to pods. */
  readonly accounts: readonly string[];
  /** Maps that it makes of files. */
  readonly maps: readonly GeneratedMap[];
  /** Objects that it makes: of literals until `sources` were read. */
  readonly objects: readonly Manifest[];
  /** Printed paths of files whose content goes into them, and what it makes once they are there. */
  readonly sources: readonly string[];
  readonly madeOf: (textOf: TextOf) => readonly Manifest[];
  readonly notes: readonly Diagnostic[];
}

/** Keys that are not applied, and what each entry is called. */
const NOT_APPLIED: Readonly<Record<string, string>> = {
  patches: 'patch',
  patchesStrategicMerge: 'patch',
  patchesJson6902: 'patch',
  configMapGenerator: 'ConfigMap generator',
  secretGenerator: 'Secret generator',
  generators: 'generator',
  transformers: 'transformer',
  validators: 'validator',
  replacements: 'replacement',
  vars: 'variable',
  configurations: 'transformer configuration',
  helmCharts: 'Helm chart',
  helmChartInflationGenerator: 'Helm chart',
};
const KNOWN = new Set([
  'apiVersion', 'kind', 'metadata', 'resources', 'bases', 'components', 'namespace', 'namePrefix', 'nameSuffix', 'commonLabels',
  'labels', 'commonAnnotations', 'images', 'replicas', 'generatorOptions', 'crds', 'openapi', 'buildMetadata', 'sortOptions',
  'helmGlobals', 'imageTags',
]); // prettier-ignore

export function isKustomizationFile(path: string): boolean {
  return (NAMES as readonly string[]).includes(posix.basename(path));
}

export function isKustomization(data: unknown): boolean {
  return (
    isData(data) &&
    (data['kind'] === 'Kustomization' || data['kind'] === 'Component') &&
    text(data['apiVersion'])?.startsWith('kustomize.config.k8s.io/') === true
  );
}

export function readKustomization(doc: Doc): Kustomization | undefined {
  const { data, file } = doc;
  if (!isData(data)) return undefined;
  const line = lineIn(doc);
  const includes = ['resources', 'bases', 'components'].flatMap((key) =>
    list(data[key]).flatMap((what, index) =>
      typeof what === 'string' ? [{ what, line: line(key, index), component: key === 'components' }] : [],
    ),
  );
  const entries = Object.keys(NOT_APPLIED).flatMap((key) =>
    list(data[key]).map((entry, index) => ({ key, entry, line: line(key, index) })),
  );
  const unknown = Object.keys(data).filter((key) => !KNOWN.has(key) && !Object.hasOwn(NOT_APPLIED, key));
  return {
    file,
    folder: posix.dirname(file),
    component: data['kind'] === 'Component',
    includes,
    namespace: text(data['namespace']) || undefined,
    prefix: text(data['namePrefix']) ?? '',
    suffix: text(data['nameSuffix']) ?? '',
    labels: labelsOf(data),
    annotations: textMap(data['commonAnnotations']),
    replacements: list(data['replacements']).flatMap((entry) => readReplacement(entry) ?? []),
    parts: entries.flatMap(({ key, entry }) => partsOf(key, entry)),
    accounts: entries.flatMap(({ key, entry }) => (key.startsWith('patches') ? accountsIn(entry) : [])),
    maps: generatedMaps(data, file, (index) => line('configMapGenerator', index)),
    objects: generatedObjects(doc, () => undefined),
    sources: generatorSources(data, file),
    madeOf: (textOf) => generatedObjects(doc, textOf),
    notes: [
      ...entries
        .filter(({ key, entry }) => !isFollowed(key, entry))
        .map(({ key, entry, line }) =>
          diagnostic('not-rendered', `${NOT_APPLIED[key] ?? key}${nameOf(entry)} is not applied`, file, line),
        ),
      ...unknown.map((key) => diagnostic('not-rendered', `the field ${visible(key)} is not applied`, file, line(key))),
    ],
  };
}

/** What is followed as a whole is no note. */
function isFollowed(key: string, entry: unknown): boolean {
  if (key === 'replacements') return readReplacement(entry) !== undefined;
  return key.endsWith('Generator') && isData(entry) && isWhole(entry) && hasSources(entry);
}

const hasSources = (entry: Data): boolean =>
  ['literals', 'envs', 'files'].some((key) => list(entry[key]).length > 0) || text(entry['env']) !== undefined;

function lineIn(doc: Doc): (...path: (string | number)[]) => number {
  return (...path) => doc.lines.lineAt(doc.marks.mark(doc.marks.nearest(path)).key);
}

function labelsOf(data: Data): LabelRule[] {
  const common = textMap(data['commonLabels']);
  const rules = list(data['labels']).flatMap((one) =>
    isData(one)
      ? [
          {
            pairs: textMap(one['pairs']),
            selectors: one['includeSelectors'] === true,
            templates: one['includeSelectors'] === true || one['includeTemplates'] === true,
          },
        ]
      : [],
  );
  if (Object.keys(common).length > 0) rules.push({ pairs: common, selectors: true, templates: true });
  return rules;
}

/** Files that an entry names. An inline patch names none. */
function partsOf(key: string, entry: unknown): string[] {
  if (typeof entry === 'string') return entry.includes('\n') ? [] : [entry];
  if (!isData(entry) || key === 'vars') return [];
  const own = text(entry['path']);
  const sources = [...list(entry['files']), ...list(entry['envs']), entry['env']].flatMap((one) => {
    const source = text(one);
    return source === undefined ? [] : [source.slice(source.indexOf('=') + 1)];
  });
  return own === undefined ? sources : [own, ...sources];
}

function nameOf(entry: unknown): string {
  const name = isData(entry) ? (text(entry['path']) ?? text(entry['name'])) : text(entry);
  return name === undefined || name.includes('\n') ? '' : ` ${visible(name)}`;
}
