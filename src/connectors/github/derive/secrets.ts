import { environmentInName } from '../../../model/environment-name.ts';
import { idOf } from './place.ts';
import type { Telling } from './telling.ts';

/** Secrets by name: the value stands nowhere in the files. Every step of a job runs beside all of them. */
export function tellSecrets(telling: Telling): void {
  const { estate, view } = telling;
  for (const [name, evidence] of [...view.secrets].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = idOf.secret(view.place, name);
    estate.node({
      id,
      kind: 'ApiKey',
      name: name === '*' ? 'every secret of the repository' : name,
      realm: view.place.realm,
      environment: environmentInName(name) ?? 'unknown',
      evidence,
    });
    telling.edge('WORKFLOW_SECRET', id, evidence);
  }
}
