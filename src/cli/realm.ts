import { soleRealm } from '../report/names.ts';
import type { Scanned } from '../report/scanned.ts';

/** The realm that needs no saying in this estate: its only one. */
export function realmOf({ graph }: Pick<Scanned, 'graph'>): string | undefined {
  const places = graph.places();
  return soleRealm(realms());

  function* realms(): Iterable<string> {
    for (const place of places.all()) yield places.realm(place);
  }
}
