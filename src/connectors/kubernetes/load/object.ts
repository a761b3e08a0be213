import type { Lines } from '../../../bytes/lines.ts';
import type { Evidence, Span } from '../../../model/evidence.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { K8sObject, Path } from '../world.ts';
import type { Marks } from './marks.ts';
import { isData, text, textMap, type Data } from './plain.ts';
import type { Scopes } from './scope.ts';

/** Where a manifest stands: a part of a document of a file. */
export interface Place {
  readonly file: string;
  readonly lines: Lines;
  readonly marks: Marks;
  /** The entry in `marks` at which the object begins. */
  readonly root: number;
}

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
}

/** The manifest as it stands in one realm. */
export function placed(manifest: Manifest, standing: Standing): K8sObject {
  return new PlacedObject(manifest, standing);
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
  readonly #place: Place;
  readonly #changed: ReadonlySet<string>;

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
    this.#place = manifest.place;
    this.#changed = manifest.changed;
  }

  at(path: Path = []): Evidence {
    const { file, lines, marks, root } = this.#place;
    const mark = marks.mark(marks.nearest(path, root));
    return { file, line: lines.lineAt(path.length === 0 ? mark.start : mark.key) };
  }

  span(path: Path): Span | undefined {
    const mark = this.#mark(path);
    if (!mark || mark.borrowed || this.#changed.has(path.join('\0'))) return undefined;
    return { file: this.#place.file, start: mark.start, end: mark.end };
  }

  block(path: Path): Span | undefined {
    const mark = this.#mark(path);
    if (!mark?.block || mark.borrowed) return undefined;
    const { file, lines } = this.#place;
    const line = lines.lineAt(mark.key);
    const parent = this.#mark(path.slice(0, -1));
    // The first key after a dash shares its line with the dash: cutting it would cut the list item.
    const sharesLine =
      path.length > 0 && parent !== undefined && typeof path.at(-2) === 'number' && lines.lineAt(parent.key) === line;
    if (sharesLine) return undefined;
    return { file, start: lines.startOf(line), end: lines.startOf(lines.lineAt(Math.max(mark.end - 1, mark.key)) + 1) };
  }

  indent(path: Path): number | undefined {
    const mark = this.#mark(path);
    return mark && !mark.borrowed ? this.#place.lines.columnAt(mark.key) : undefined;
  }

  #mark(path: Path): ReturnType<Marks['mark']> | undefined {
    if (this.reading !== 'plain') return undefined;
    const { marks, root } = this.#place;
    const entry = marks.find(path, root);
    return entry === undefined ? undefined : marks.mark(entry);
  }
}
