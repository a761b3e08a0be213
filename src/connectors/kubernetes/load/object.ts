import type { Placed } from '../../../documents/path.ts';
import { placeOf, type Evidence, type Span } from '../../../model/evidence.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { K8sObject, Path } from '../world.ts';
import type { GeneratedMap } from './kustomize/generated.ts';
import { Places, type Place } from '../../../documents/places.ts';
import { livePlaces } from './live.ts';
import { isData, text, textMap, type Data } from '../../../documents/plain.ts';
import type { Scopes } from './scope.ts';

/** An object as it was written, before it is known which realm it is in. */
export interface Manifest {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** As written; undefined when the object names none. */
  readonly namespace: string | undefined;
  readonly body: Readonly<Data>;
  readonly place: Place;
  readonly reading: K8sObject['reading'];
  /** Paths (joined by NUL) whose values are not what stands in the file: they have no span. */
  readonly changed: ReadonlySet<string>;
  /** The cluster that it was read from, as its collector calls it; absent for what people wrote. */
  readonly context?: string;
}

export const NOTHING_CHANGED: ReadonlySet<string> = new Set();

/** Reads the head of an object; undefined when it is none. A name that is missing (`generateName`) is written with a trailing `*`. */
export function manifest(body: unknown, place: Place, reading: Manifest['reading'] = 'plain'): Manifest | undefined {
  if (!isData(body)) return undefined;
  const apiVersion = text(body['apiVersion']);
  const kind = text(body['kind']);
  if (!apiVersion || !kind) return undefined;
  const slash = apiVersion.lastIndexOf('/');
  const meta = isData(body['metadata']) ? body['metadata'] : {};
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    name: scalarName(meta['name']) ?? generated(meta['generateName']),
    namespace: scalarName(meta['namespace']),
    body,
    place,
    reading,
    changed: NOTHING_CHANGED,
  };
}

function scalarName(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function generated(prefix: unknown): string {
  return typeof prefix === 'string' && prefix !== '' ? `${prefix}*` : '';
}

export interface Standing {
  readonly realm: string;
  readonly environment: Environment;
  readonly scopes: Scopes;
  readonly variant?: true;
  readonly also?: readonly Evidence[];
  readonly elsewhere?: readonly string[];
  readonly maps?: readonly GeneratedMap[];
}

/** Where manifests stood, for as long as they are held: a watch gets the same objects again. More than these of one are made anew. */
const PLACED = new WeakMap<Manifest, PlacedObject[]>();
const MOST = 8;

/** The manifest as it stands in one realm. */
export function placed(manifest: Manifest, standing: Standing): K8sObject {
  const all = PLACED.get(manifest);
  const known = all?.find((one) => one.stands(manifest, standing));
  if (known) return known;
  const object = new PlacedObject(manifest, standing);
  if (all === undefined) PLACED.set(manifest, [object]);
  else {
    all.unshift(object);
    if (all.length > MOST) all.pop();
  }
  return object;
}

const sameTexts = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Places of the values of a document that is no object. */
export function placesOf(doc: Omit<Place, 'root'>): Placed {
  const { file, lines, marks } = doc;
  return new Places({ file, lines, marks, root: 0 }, 'plain', NOTHING_CHANGED);
}

class PlacedObject implements K8sObject {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  declare readonly namespace?: string;
  readonly name: string;
  readonly realm: string;
  readonly environment: Environment;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly body: Readonly<Data>;
  readonly reading: K8sObject['reading'];
  declare readonly variant?: true;
  declare readonly also?: readonly Evidence[];
  declare readonly elsewhere?: readonly string[];
  declare readonly maps?: readonly GeneratedMap[];
  declare readonly heldIn?: string;
  readonly #places: Placed;

  constructor(manifest: Manifest, standing: Standing) {
    this.group = manifest.group;
    this.version = manifest.version;
    this.kind = manifest.kind;
    if (!standing.scopes.clusterScoped(manifest.group, manifest.kind)) this.namespace = manifest.namespace ?? 'default';
    this.name = manifest.name;
    this.realm = standing.realm;
    this.environment = standing.environment;
    const meta = isData(manifest.body['metadata']) ? manifest.body['metadata'] : {};
    this.labels = textMap(meta['labels']);
    this.annotations = textMap(meta['annotations']);
    this.body = manifest.body;
    this.reading = manifest.reading;
    if (standing.variant) this.variant = true;
    if (standing.also && standing.also.length > 0) this.also = standing.also;
    if (standing.elsewhere) this.elsewhere = standing.elsewhere;
    if (standing.maps) this.maps = standing.maps;
    if (manifest.context !== undefined) this.heldIn = manifest.place.file;
    const places = new Places(manifest.place, manifest.reading, manifest.changed);
    this.#places = manifest.context === undefined ? places : livePlaces(this, places);
  }

  /** Whether it would be made of this standing again. */
  stands(manifest: Manifest, { realm, environment, scopes, variant, also, elsewhere, maps }: Standing): boolean {
    const clusterScoped = scopes.clusterScoped(manifest.group, manifest.kind);
    return (
      this.realm === realm &&
      this.environment === environment &&
      this.namespace === (clusterScoped ? undefined : (manifest.namespace ?? 'default')) &&
      this.variant === variant &&
      sameTexts(this.also?.map(placeOf), also?.map(placeOf)) &&
      sameTexts(this.elsewhere, elsewhere) &&
      (this.elsewhere === undefined) === (elsewhere === undefined) &&
      (this.maps === maps ||
        (this.maps?.length === maps?.length && this.maps?.every((one, index) => one === maps?.[index]) === true))
    );
  }

  at(path?: Path): Evidence {
    return this.#places.at(path);
  }

  span(path: Path): Span | undefined {
    return this.#places.span(path);
  }

  block(path: Path): Span | undefined {
    return this.#places.block(path);
  }

  indent(path: Path): number | undefined {
    return this.#places.indent(path);
  }
}
