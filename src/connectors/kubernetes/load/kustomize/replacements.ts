import { valueAt } from '../../../../documents/edit.ts';
import { isData, list, text } from '../../../../documents/plain.ts';
import type { Path } from '../../world.ts';
import { changed, type Instance } from './transform.ts';

interface Selected {
  readonly kind: string | undefined;
  readonly name: string | undefined;
}

/** Writes the name of one object into fields of others: the form in which kustomizations pass an account's name around. */
export interface Replacement {
  readonly source: Selected;
  readonly targets: readonly (Selected & { readonly fields: readonly (readonly string[])[] })[];
}

/** Undefined for forms that are not followed: other fields than a name, parts of a value, files, rejections. */
export function readReplacement(entry: unknown): Replacement | undefined {
  if (!isData(entry) || !isData(entry['source'])) return undefined;
  const { source } = entry;
  if ((source['fieldPath'] ?? 'metadata.name') !== 'metadata.name' || source['options'] !== undefined) return undefined;
  const from = selected(source);
  if (from.kind === undefined || from.name === undefined) return undefined;
  const targets: Replacement['targets'][number][] = [];
  for (const one of list(entry['targets'])) {
    if (!isData(one) || one['options'] !== undefined || one['reject'] !== undefined || !isData(one['select']))
      return undefined;
    const paths = list(one['fieldPaths']);
    const plain = paths.filter((path) => typeof path === 'string' && !/[[\\]/u.test(path)) as string[];
    if (plain.length === 0 || plain.length < paths.length) return undefined;
    targets.push({ ...selected(one['select']), fields: plain.map((path) => path.split('.')) });
  }
  return targets.length === 0 ? undefined : { source: from, targets };
}

function selected(value: Record<string, unknown>): Selected {
  return { kind: text(value['kind']), name: text(value['name']) };
}

/** Objects are found by the name that they have now or had when they were written. Fields that are not there are left alone. */
export function replaced(instances: readonly Instance[], replacements: readonly Replacement[]): Instance[] {
  let result = [...instances];
  for (const { source, targets } of replacements) {
    const found = result.filter((one) => fits(one, source));
    const [only] = found;
    if (only === undefined || found.length > 1) continue;
    for (const target of targets)
      result = result.map((one) => {
        if (!fits(one, target)) return one;
        const places = target.fields.flatMap((steps) => [...placesOf(one.now.body, steps, [])]);
        return { ...one, now: places.reduce((now, place) => changed(now, place, only.now.name), one.now) };
      });
  }
  return result;
}

function fits({ source, now }: Instance, { kind, name }: Selected): boolean {
  return (kind === undefined || kind === now.kind) && (name === undefined || name === now.name || name === source.name);
}

/** The fields that a path with `*` means, those that exist. */
function* placesOf(body: unknown, [step, ...rest]: readonly string[], at: Path): Generator<Path> {
  const value = valueAt(body, at);
  if (step === undefined) {
    if (typeof value === 'string' && at.length > 0) yield at;
  } else if (Array.isArray(value)) {
    for (const index of value.keys())
      if (step === '*' || step === String(index)) yield* placesOf(body, rest, [...at, index]);
  } else if (isData(value) && Object.hasOwn(value, step)) yield* placesOf(body, rest, [...at, step]);
}
