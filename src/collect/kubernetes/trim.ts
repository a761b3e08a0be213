/** What a list is of, as discovery told. */
export interface Served {
  readonly apiVersion: string;
  readonly kind: string;
  readonly group: string;
}

export type Fields = Readonly<Record<string, unknown>>;
export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One object as it is written, and the controller that made it. */
export interface Item {
  readonly object: Fields;
  /** `group/kind` of the owner that controls it. */
  readonly owner?: string;
}

/** A copy of the whole object, with all values, for `kubectl apply`: it stands beside what it repeats, also for Secrets. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const METADATA = ['name', 'namespace', 'labels', 'annotations', 'resourceVersion', 'creationTimestamp'] as const;
/** Never written, whatever the kind: the state that controllers report, and bytes. */
const DROPPED: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status', 'binaryData']);

/**
 * The part of an object that is kept; undefined for one that is over and holds nothing any more. This is the door: nothing of an object
 * goes anywhere, into the journal neither, before it came through here.
 */
export function trimmed(item: unknown, served: Served): Item | undefined {
  if (!isRecord(item) || !isRecord(item['metadata']) || isOver(served.kind, item['status'])) return undefined;
  const metadata = item['metadata'];
  const rest = served.kind === 'Secret' && served.group === '' ? typeAlone(item) : Object.entries(item);
  const object = Object.fromEntries([
    ['apiVersion', served.apiVersion],
    ['kind', served.kind],
    ['metadata', metadataOf(metadata)],
    ...rest.filter(([key]) => !DROPPED.has(key)),
  ]);
  const owner = ownerOf(metadata['ownerReferences']);
  return owner === undefined ? { object } : { object, owner };
}

/** Whatever form the server sends Secrets in, their values end here. */
const typeAlone = (secret: Fields): (readonly [string, unknown])[] =>
  typeof secret['type'] === 'string' ? [['type', secret['type']]] : [];

function metadataOf(metadata: Fields): Fields {
  const kept = METADATA.flatMap((key) => (metadata[key] === undefined ? [] : [[key, metadata[key]] as const]));
  const annotations = metadata['annotations'];
  if (!isRecord(annotations) || !Object.hasOwn(annotations, LAST_APPLIED)) return Object.fromEntries(kept);
  const others = Object.entries(annotations).filter(([key]) => key !== LAST_APPLIED);
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'annotations' ? Object.fromEntries(others) : value]),
  );
}

function ownerOf(references: unknown): string | undefined {
  const controller = (Array.isArray(references) ? references : []).find(
    (one: unknown): one is Fields => isRecord(one) && one['controller'] === true,
  );
  if (typeof controller?.['apiVersion'] !== 'string' || typeof controller['kind'] !== 'string') return undefined;
  const [group = '', version] = controller['apiVersion'].split('/');
  return `${version === undefined ? '' : group}/${controller['kind']}`;
}

const OVER_PHASES: ReadonlySet<unknown> = new Set(['Succeeded', 'Failed', 'Error']);
const OVER_CONDITIONS: ReadonlySet<unknown> = new Set(['Complete', 'Succeeded', 'Failed']);
const RUNS_ONCE = /^(?:Pod|Workflow|(?!\w*Cron)\w*Job)$/u;

/** Pods and jobs that have ended. A schedule or a service has no end, whatever its conditions are called. */
function isOver(kind: string, status: unknown): boolean {
  if (!isRecord(status) || !RUNS_ONCE.test(kind)) return false;
  if (OVER_PHASES.has(status['phase'])) return true;
  const conditions: readonly unknown[] = Array.isArray(status['conditions']) ? status['conditions'] : [];
  return conditions.some((one) => isRecord(one) && OVER_CONDITIONS.has(one['type']) && one['status'] === 'True');
}
