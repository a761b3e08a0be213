import type { Evidence, Span } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import { splitWords } from '../../../products/words.ts';
import { idOf } from '../read/ids.ts';
import { dig, fields, isFields, list, own, text, type Fields } from '../../../documents/value.ts';
import type { Path, PodTemplate } from '../world.ts';

/** One container of a pod template, with the place where its author wrote it. */
export interface Part {
  readonly name: string;
  readonly id: NodeId;
  readonly spec: Fields;
  readonly init: boolean;
  /** Where it stands in the object; undefined when a controller composed it. */
  readonly path: Path | undefined;
}

/** Where controllers of AI kinds let an author write a container outside `containers`. */
const ELSEWHERE = ['container', 'script', 'model', 'sklearn', 'xgboost', 'tensorflow', 'pytorch', 'triton', 'onnx', 'huggingface', 'pmml', 'lightgbm', 'paddle'] as const; // prettier-ignore

const PARTS = new WeakMap<PodTemplate, readonly Part[]>();

export function partsOf(pod: PodTemplate): readonly Part[] {
  let parts = PARTS.get(pod);
  if (!parts) PARTS.set(pod, (parts = read(pod)));
  return parts;
}

function read(pod: PodTemplate): readonly Part[] {
  const seen = new Set<string>();
  const parts: Part[] = [];
  for (const key of ['containers', 'initContainers', 'ephemeralContainers'])
    list(pod.spec[key]).forEach((spec, index) => {
      if (!isFields(spec)) return;
      let name = text(spec['name']) ?? `${key}-${index}`;
      while (seen.has(name)) name += "'";
      seen.add(name);
      const id = idOf.container(pod.object.realm, pod.segments, name);
      parts.push({ name, id, spec, init: key === 'initContainers', path: written(pod, key, index, spec) });
    });
  return parts;
}

function written(pod: PodTemplate, key: string, index: number, spec: Fields): Path | undefined {
  const candidates: Path[] = [[...pod.at, key, index], ...ELSEWHERE.map((name) => [...pod.at, name])];
  // Joined by name under another index: the author's list is shorter than the composed one.
  const mine = list(dig(pod.object.body, ...pod.at, key)).findIndex(
    (one) => text(own(one, 'name')) === text(spec['name']),
  );
  if (mine >= 0) candidates.unshift([...pod.at, key, mine]);
  return candidates.find((path) => {
    const value = dig(pod.object.body, ...path);
    return (
      isFields(value) &&
      (value === spec ||
        (value['name'] !== undefined && value['name'] === spec['name']) ||
        (value['name'] === undefined && Object.keys(value).some((field) => sameValue(value[field], spec[field]))))
    );
  });
}

const sameValue = (a: unknown, b: unknown): boolean =>
  typeof a === 'object' ? a === b : text(a) !== undefined && a === b;

/** The line of a value in a container; the pod's when the container is composed. */
export function partAt(pod: PodTemplate, part: Part, path: Path = []): Evidence {
  return pod.object.at(part.path === undefined ? pod.at : [...part.path, ...path]);
}

/** The range of a value in a container; only where the author wrote exactly this value. */
export function partSpan(pod: PodTemplate, part: Part, path: Path): Span | undefined {
  if (part.path === undefined) return undefined;
  const there = dig(pod.object.body, ...part.path, ...path);
  return there !== undefined && there === dig(part.spec, ...path)
    ? pod.object.span([...part.path, ...path])
    : undefined;
}

/** The index in the author's list of an entry of a composed one; undefined when the author did not write it. */
export function writtenIndex(pod: PodTemplate, part: Part, key: string, entry: unknown): number | undefined {
  if (part.path === undefined) return undefined;
  const at = list(dig(pod.object.body, ...part.path, key)).indexOf(entry);
  return at < 0 ? undefined : at;
}

export interface EnvEntry {
  readonly name: string;
  /** The literal value, when there is one. */
  readonly value?: string;
  readonly from?: Fields;
  readonly entry: unknown;
}

export function envOf(part: Part): readonly EnvEntry[] {
  return list(part.spec['env']).flatMap((entry) => {
    const name = text(own(entry, 'name'));
    if (name === undefined) return [];
    const value = text(own(entry, 'value'));
    const from = own(entry, 'valueFrom');
    return [{ name, entry, ...(value === undefined ? {} : { value }), ...(isFields(from) ? { from } : {}) }];
  });
}

/** Command and args in order, with nested shell lines left as they are. */
export function argsOf(part: Part): readonly string[] {
  return [...list(part.spec['command']), ...list(part.spec['args'])].map(text).filter((one) => one !== undefined);
}

/** For as long as the container is held: a watch reads most of them again. */
const WORDS = new WeakMap<Fields, readonly string[]>();

/** Words of command and args: one list for one container, so that what is found in it can be kept by it. */
export function wordsOf(part: Part): readonly string[] {
  let words = WORDS.get(part.spec);
  if (!words) WORDS.set(part.spec, (words = splitWords(argsOf(part))));
  return words;
}

export function imageOf(part: Part): string {
  return text(part.spec['image']) ?? '';
}

/** Declared ports of a container. */
export function portsOf(part: Part): readonly { readonly name?: string; readonly port: number }[] {
  return list(part.spec['ports']).flatMap((one) => {
    const port = Number(own(one, 'containerPort'));
    const name = text(own(one, 'name'));
    return Number.isInteger(port) && port > 0 ? [{ port, ...(name === undefined ? {} : { name }) }] : [];
  });
}

export function volumesOf(
  pod: PodTemplate,
): readonly { readonly name: string; readonly spec: Fields; readonly index: number }[] {
  return list(pod.spec['volumes']).flatMap((one, index) => {
    const name = text(own(one, 'name'));
    return name === undefined ? [] : [{ name, spec: fields(one), index }];
  });
}
