import type { NodeId } from '../../../model/id.ts';
import { dig, fields, list, own, text } from '../../../documents/value.ts';
import type { K8sObject, Path } from '../world.ts';
import type { Place } from './credential-places.ts';

/** Values for charts that an object hands on: as a tree, as the text of one, or as a list of `name` and `value`. */
interface Handed {
  readonly tree?: readonly Path[];
  readonly text?: readonly Path[];
  readonly list?: readonly Path[];
}

export interface Installer {
  readonly group: string;
  readonly kind: string;
  readonly handed: (object: K8sObject) => Handed;
}

/** `helm` of each source (argo-cd.readthedocs.io, user guide, Helm). */
function argo(object: K8sObject, ...at: readonly string[]): Handed {
  const spec = dig(object.body, ...at);
  const sources = [[...at, 'source'], ...list(own(spec, 'sources')).map((_, index) => [...at, 'sources', index])];
  const under = (key: string): readonly Path[] => sources.map((source) => [...source, 'helm', key]);
  return { tree: under('valuesObject'), text: under('values'), list: under('parameters') };
}

/**
 * Objects that somebody installs charts by: Argo CD, the Helm controllers of Flux (fluxcd.io, HelmRelease) and of k3s (docs.k3s.io, HelmChart).
 */
export const INSTALLERS: readonly Installer[] = [
  { group: 'argoproj.io', kind: 'Application', handed: (object) => argo(object, 'spec') },
  { group: 'argoproj.io', kind: 'ApplicationSet', handed: (object) => argo(object, 'spec', 'template', 'spec') },
  { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', handed: () => ({ tree: [['spec', 'values']] }) },
  ...['HelmChart', 'HelmChartConfig'].map((kind) => ({
    ...{ group: 'helm.cattle.io', kind },
    handed: () => ({ tree: [['spec', 'set']], text: [['spec', 'valuesContent']] }),
  })),
];

/** Values of one object are no more than fit into it: the API server takes 1.5 MiB. */
const DEEPEST = 64;

export function* valuesPlaces(node: NodeId, object: K8sObject, { handed }: Installer): Generator<Place> {
  const { tree = [], text: texts = [], list: lists = [] } = handed(object);
  for (const path of tree) yield* leaves(node, object, dig(object.body, ...path), path, 'values');
  for (const path of texts) {
    const written = text(dig(object.body, ...path));
    if (written !== undefined) yield placed(node, object, path, 'values', written);
  }
  for (const path of lists)
    for (const [index, entry] of list(dig(object.body, ...path)).entries()) {
      const [name, value] = [text(own(entry, 'name')), text(own(entry, 'value'))];
      // The last word of a path into the values says what it is.
      if (name !== undefined && value !== undefined)
        yield placed(node, object, [...path, index, 'value'], name.split('.').at(-1) ?? name, value);
    }
}

/** Every text of a tree under its own key; one that stands beside a `name`, as variables do, under that. */
function* leaves(node: NodeId, object: K8sObject, value: unknown, path: Path, key: string): Generator<Place> {
  if (path.length > DEEPEST) return;
  if (typeof value === 'string') yield placed(node, object, path, key, value);
  else if (Array.isArray(value))
    for (const [index, one] of value.entries()) yield* leaves(node, object, one, [...path, index], key);
  else {
    const name = text(own(value, 'name'));
    for (const [own, one] of Object.entries(fields(value)))
      yield* leaves(node, object, one, [...path, own], own === 'value' && name !== undefined ? name : own);
  }
}

function placed(node: NodeId, object: K8sObject, path: Path, key: string, written: string): Place {
  const span = object.span(path);
  return { node, object, where: 'values', key, text: written, evidence: object.at(path), ...(span ? { span } : {}) };
}
