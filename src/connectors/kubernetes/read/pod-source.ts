import type { K8sObject, Path } from '../world.ts';
import { dig, fields, isFields, list, own, text, textMap, type Fields } from '../../../documents/value.ts';

/** What a reader of a kind may look up in the same realm. */
export interface Lookup {
  find(kind: string, namespace: string | undefined, name: string): readonly K8sObject[];
  of(kind: string, group?: string): readonly K8sObject[];
}

/** One pod that a resource leads to, before ids are given. */
export interface PodDraft {
  /** Tells apart several pods of one resource; empty for the only one. */
  readonly part: string;
  readonly at: Path;
  readonly spec: Fields;
  readonly labels: Readonly<Record<string, string>>;
  /** The account when the spec names none; `default` when this is absent too. */
  readonly unnamed?: string;
  readonly synthetic?: string;
}

/** The place of a resource's body: usually the object itself, a nested resource for Katib, AppWrapper and the like. */
export interface Body {
  readonly object: K8sObject;
  readonly body: Fields;
  readonly base: Path;
  readonly name: string;
}

/**
 * How a kind makes pods. `path` leads to pod templates (`spec.template`; `*` is each element of a list or map, whose name becomes
 * the part); `read` is for kinds whose controller composes the pod.
 */
export interface PodSource {
  readonly group: string;
  readonly kind: string;
  readonly paths?: readonly {
    readonly path: string;
    readonly shape: 'template' | 'spec';
    readonly part?: string;
    /** Labels that the controller adds. */
    readonly labels?: (body: Body, part: string) => Readonly<Record<string, string>>;
    readonly unnamed?: (body: Body) => string | undefined;
  }[];
  readonly read?: (body: Body, lookup: Lookup) => readonly PodDraft[];
  /** Who makes the pods, and where that is documented. */
  readonly by: string;
}

export function readPaths(source: PodSource, body: Body): readonly PodDraft[] {
  const drafts: PodDraft[] = [];
  for (const place of source.paths ?? []) {
    for (const { value, path, name } of expand(body.body, place.path.split('.'))) {
      if (!isFields(value)) continue;
      const spec = place.shape === 'spec' ? value : fields(own(value, 'spec'));
      if (Object.keys(spec).length === 0) continue;
      const part = [place.part, name].filter((one) => one !== undefined && one !== '').join('-');
      const added = place.labels?.(body, name) ?? {};
      const unnamed = place.unnamed?.(body);
      drafts.push({
        part,
        at: [...body.base, ...path, ...(place.shape === 'spec' ? [] : ['spec'])],
        spec,
        labels: {
          ...(place.shape === 'spec' ? {} : textMap(dig(value, 'metadata', 'labels'))),
          ...added,
        },
        ...(unnamed === undefined ? {} : { unnamed }),
      });
    }
  }
  return drafts;
}

interface Found {
  readonly value: unknown;
  readonly path: Path;
  readonly name: string;
}

function expand(value: unknown, keys: readonly string[], path: Path = [], name = ''): readonly Found[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [{ value, path, name }];
  if (key !== '*') {
    const next = own(value, key);
    return next === undefined ? [] : expand(next, rest, [...path, key], name);
  }
  if (Array.isArray(value))
    return list(value).flatMap((one, index) =>
      expand(one, rest, [...path, index], text(own(one, 'groupName')) ?? text(own(one, 'name')) ?? String(index)),
    );
  return Object.entries(fields(value)).flatMap(([child, one]) => expand(one, rest, [...path, child], child));
}
