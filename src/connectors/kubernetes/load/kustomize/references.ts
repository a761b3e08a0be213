import { isData, text } from '../../../../documents/plain.ts';
import type { Manifest } from '../object.ts';
import type { Path } from '../../world.ts';

/** A place in a body that names another object. */
export interface Reference {
  readonly kind: string;
  /** Path of the name. */
  readonly name: Path;
  /** Path of the namespace, where the reference has a field for it. */
  readonly namespace?: Path;
}

/** A field whose text is the name of an object of this kind. */
const FIELDS: Readonly<Record<string, string>> = {
  serviceAccountName: 'ServiceAccount',
  serviceAccount: 'ServiceAccount',
  secretName: 'Secret',
  claimName: 'PersistentVolumeClaim',
  serviceName: 'Service',
};
/** A map, or a list of maps, whose `name` is the name of an object of this kind. */
const HOLDERS: Readonly<Record<string, string>> = {
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
  imagePullSecrets: 'Secret',
  secrets: 'Secret',
  secret: 'Secret',
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMap: 'ConfigMap',
  service: 'Service',
};
/** A map that names the kind itself. */
const TYPED = new Set(['roleRef', 'scaleTargetRef', 'subjects']);
/** Free text, where a key says nothing. */
const OPAQUE = new Set(['metadata', 'data', 'stringData', 'binaryData', 'annotations', 'labels', 'status']);

const known = new WeakMap<object, readonly Reference[]>();

/** The references of a built-in kind, as kustomize knows them. Custom kinds have none without a configuration. */
export function referencesOf(source: Manifest): readonly Reference[] {
  if (source.group.includes('.') && !source.group.endsWith('.k8s.io')) return [];
  const cached = known.get(source);
  if (cached) return cached;
  const found: Reference[] = [];
  below(source.body, [], found);
  known.set(source, found);
  return found;
}

function below(value: unknown, path: Path, found: Reference[]): void {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) below(one, [...path, index], found);
    return;
  }
  if (!isData(value)) return;
  for (const [key, one] of Object.entries(value)) {
    if (OPAQUE.has(key)) continue;
    const at = [...path, key];
    const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
    if (field !== undefined && typeof one === 'string') found.push({ kind: field, name: at });
    const holder = Object.hasOwn(HOLDERS, key) ? HOLDERS[key] : undefined;
    if (holder !== undefined || TYPED.has(key))
      for (const [place, held] of each(one, at)) {
        const kind = holder ?? text(held['kind']);
        if (kind !== undefined && typeof held['name'] === 'string')
          found.push({ kind, name: [...place, 'name'], ...spaced(kind, key, place) });
      }
    below(one, at, found);
  }
}

function spaced(kind: string, key: string, place: Path): { namespace?: Path } {
  return key === 'subjects' || (kind === 'Service' && key === 'service') ? { namespace: [...place, 'namespace'] } : {};
}

function* each(value: unknown, path: Path): Generator<[Path, Record<string, unknown>]> {
  if (isData(value)) yield [path, value];
  else if (Array.isArray(value))
    for (const [index, one] of value.entries()) if (isData(one)) yield [[...path, index], one];
}
