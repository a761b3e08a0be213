import type { Entry } from '../../documents/entry.ts';
import type { Span } from '../../model/evidence.ts';

export interface Port {
  readonly container: number;
  /** Published on the machine; a port that is only exposed is seen by the project alone. */
  readonly published: boolean;
  /** Only programs on the machine itself reach it. */
  readonly loopback: boolean;
  readonly entry: Entry;
  /** The same entry for the machine alone, where it can be written in place. */
  readonly local?: { readonly span: Span; readonly text: string };
}

const SHORT =
  /^(?:(\[[0-9a-f:]{2,45}\]|[0-9.]{7,15}|\$\{[^{}]{1,100}\}):)?(?:(\d{0,5}(?:-\d{1,5})?|\$\{[^{}]{1,200}\}):)?(\d{1,5})(?:-\d{1,5})?(?:\/(?:tcp|udp))?$/iu;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[?::1\]?|localhost)$/u;

/** `ports` in its short and long form (Compose file reference, services). */
export function portsOf(entries: readonly Entry[], fill: (text: string) => string): readonly Port[] {
  return entries.flatMap((entry) => portOf(entry, fill) ?? []);
}

function portOf(entry: Entry, fill: (text: string) => string): Port | undefined {
  const target = Number(fill(entry.text('target') ?? ''));
  if (Number.isInteger(target) && target > 0) {
    const host = fill(entry.text('host_ip') ?? '');
    const published = entry.has('published');
    return { container: target, published, loopback: LOOPBACK.test(host), entry };
  }
  const written = entry.text();
  const match = written === undefined ? undefined : SHORT.exec(fill(written));
  const container = Number(match?.[3]);
  if (!match || written === undefined || !Number.isInteger(container)) return undefined;
  const loopback = LOOPBACK.test(match[1] ?? '');
  const span = entry.span;
  const bare = match[1] === undefined ? span : undefined;
  // `8000` alone is published on a port that is chosen when it starts.
  const text = `"127.0.0.1:${match[2] === undefined ? ':' : ''}${written}"`;
  return { container, published: true, loopback, entry, ...(bare ? { local: { span: bare, text } } : {}) };
}
