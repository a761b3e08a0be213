import { fields, isFields, list, own, text, type Fields } from '../../../documents/value.ts';

/**
 * A pod spec over a base, as controllers of AI kinds do it: containers, init containers and volumes join by name, lists of a
 * container (env, args, ports, mounts) are the base's followed by the author's, other fields are the author's where written.
 */
export function mergeSpec(base: Fields, over: Fields): Fields {
  const merged: Record<string, unknown> = { ...base, ...over };
  for (const key of ['containers', 'initContainers', 'volumes'])
    if (base[key] !== undefined || over[key] !== undefined)
      merged[key] = mergeNamed(list(base[key]), list(over[key]), key === 'volumes');
  return merged;
}

function mergeNamed(base: readonly unknown[], over: readonly unknown[], whole: boolean): readonly unknown[] {
  const rest = [...over];
  const joined = base.map((one) => {
    const at = rest.findIndex((other) => text(own(other, 'name')) === text(own(one, 'name')));
    if (at < 0) return one;
    const [found] = rest.splice(at, 1);
    return whole ? found : mergeContainer(fields(one), fields(found));
  });
  return [...joined, ...rest];
}

export function mergeContainer(base: Fields, over: Fields): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const known = base[key];
    merged[key] =
      Array.isArray(known) && Array.isArray(value) && key !== 'command'
        ? [...(known as unknown[]), ...(value as unknown[])]
        : isFields(known) && isFields(value)
          ? { ...known, ...value }
          : value;
  }
  return merged;
}
