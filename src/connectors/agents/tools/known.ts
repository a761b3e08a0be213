import type { Effect } from './effects.ts';
import { KNOWN_SERVERS, type KnownServer } from './known-servers.ts';

const BY_NAME: ReadonlyMap<string, KnownServer> = new Map(
  KNOWN_SERVERS.flatMap((server) => server.names.map((name): [string, KnownServer] => [name.toLowerCase(), server])),
);

/** The first of these names that documentation speaks of. */
export function knownServer(names: readonly string[]): KnownServer | undefined {
  for (const name of names) {
    const found = BY_NAME.get(name.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names under which others in the estate may speak of the server: those of Docker's catalogue and its images. */
export function aliases({ names }: KnownServer): readonly string[] {
  return names.flatMap((name) => {
    const [kind, ...rest] = name.split(':');
    if (kind === 'docker') return rest;
    return kind === 'image' ? [rest.join(':').split('/').at(-1) ?? ''] : [];
  });
}

export function toolsOf(server: KnownServer): readonly (readonly [name: string, effect: Effect])[] {
  return (['read', 'write', 'execute'] as const).flatMap((effect) =>
    (server[effect] ?? '')
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => [name, effect] as const),
  );
}
