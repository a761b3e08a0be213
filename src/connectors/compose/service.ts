import type { Entry } from '../../documents/entry.ts';
import type { Confidence } from '../../model/evidence.ts';
import { interpolate } from './interpolate.ts';
import { resolved, type ComposeFile, type Project } from './project.ts';

/** How sure it is that a part of a project is in force. */
export interface Known {
  readonly confidence: Confidence;
  readonly precondition?: string;
}

export interface Layer {
  readonly file: string;
  readonly entry: Entry;
}

/** A service as some files of a project write it, the file that wins first. */
export interface Service {
  readonly name: string;
  readonly layers: readonly Layer[];
  /** What a variant is laid over. */
  readonly below: readonly Layer[];
  readonly known: Known;
}

const DEEPEST = 8;

/** Every service of a project once as it starts by itself, and once for each variant that says something of it. */
export function servicesOf(project: Project, others: ReadonlyMap<string, ComposeFile>): readonly Service[] {
  const plain = new Map<string, Layer[]>();
  for (const file of [...project.files].reverse())
    for (const [name, layer] of layersIn(file, others)) plain.set(name, [...(plain.get(name) ?? []), ...layer]);
  const services = [...plain].map(([name, layers]) => ({ name, layers, below: [], known: ofProfiles(layers) }));
  const varied = project.variants.flatMap((file) =>
    layersIn(file, others).map(([name, layers]): Service => {
      const when = `${file.path.slice(file.path.lastIndexOf('/') + 1)} is applied`;
      return { name, layers, below: plain.get(name) ?? [], known: { confidence: 'possible', precondition: when } };
    }),
  );
  return [...services, ...varied];
}

function layersIn(
  file: ComposeFile,
  others: ReadonlyMap<string, ComposeFile>,
): readonly (readonly [string, Layer[]])[] {
  return file.root
    .entries('services')
    .map(([name, entry]) => [name, extended({ file: file.path, entry }, file, others)]);
}

/** The service and those that it extends, in this file or another. */
function extended(layer: Layer, file: ComposeFile, others: ReadonlyMap<string, ComposeFile>, depth = 0): Layer[] {
  const name = layer.entry.text('extends', 'service') ?? layer.entry.text('extends');
  if (name === undefined || depth > DEEPEST) return [layer];
  const written = layer.entry.text('extends', 'file');
  const path = written === undefined ? file.path : resolved(file.path, written);
  const from = path === file.path ? file : others.get(path ?? '');
  const entry = from?.root.get('services', name);
  if (!from || !entry || (from === file && entry.value === layer.entry.value)) return [layer];
  return [layer, ...extended({ file: from.path, entry }, from, others, depth + 1)];
}

function ofProfiles(layers: readonly Layer[]): Known {
  const names = layers.flatMap(({ entry }) => entry.texts('profiles'));
  return names.length === 0
    ? { confidence: 'configured' }
    : { confidence: 'possible', precondition: `the profile ${[...new Set(names)].sort().join(' or ')} is active` };
}

/** The value that counts, of the layers themselves or also of what they are laid over. */
export const first = (layers: readonly Layer[], ...path: readonly string[]): Entry | undefined =>
  layers.map(({ entry }) => entry.get(...path)).find((one) => one !== undefined && one.value !== null);

export const whole = ({ layers, below }: Service): readonly Layer[] => [...layers, ...below];

/** Items of a list in every layer: Compose appends them. */
export const all = (layers: readonly Layer[], key: string): readonly Entry[] =>
  layers.flatMap(({ entry }) => entry.itemsOrOne(key));

/** Command lines as lists of words; one text is split at spaces. */
export function commandOf(layers: readonly Layer[], fill: (text: string) => string): readonly string[] {
  return (['entrypoint', 'command'] as const).flatMap((key) => {
    const entry = first(layers, key);
    if (!entry) return [];
    if (entry.items().length > 0) return entry.texts().map(fill);
    return fill(entry.text() ?? '')
      .slice(0, 20_000)
      .split(/\s+/u)
      .map((word) => word.replace(/^["']|["']$/gu, ''))
      .filter((word) => word !== '');
  });
}

export const filler =
  (values: ReadonlyMap<string, string>) =>
  (text: string): string =>
    interpolate(text, (name) => values.get(name)).text;
