import type { Entry } from '../../documents/entry.ts';
import { hasHole } from '../../model/hole.ts';
import { knowsAction } from '../catalogue/expand.ts';
import { isService } from '../catalogue/services.ts';
import type { Reading } from './reading.ts';

/** Reasons are kept by action: policies name the same ones again and again. Beyond these many it begins anew. */
const MOST = 20_000;
const reasons = new Map<string, string | undefined>();

/** Notes for actions that the catalogue does not know: a typing error, or an action newer than the catalogue. */
export function checkActions(statement: Entry, reading: Reading): void {
  for (const element of ['Action', 'NotAction'])
    for (const entry of statement.itemsOrOne(element)) {
      const { value } = entry;
      if (typeof value !== 'string' || value === '*' || hasHole(value)) continue;
      if (!reasons.has(value)) {
        if (reasons.size >= MOST) reasons.clear();
        reasons.set(value, reasonAgainst(value));
      }
      const reason = reasons.get(value);
      if (reason !== undefined) reading.problems.add('unknown-action', reason, entry);
    }
}

function reasonAgainst(action: string): string | undefined {
  const shown = JSON.stringify(action.slice(0, 200));
  const colon = action.indexOf(':');
  if (colon < 0) return `the action ${shown} names no service and matches nothing`;
  if (/[\s,]/u.test(action)) return `the action ${shown} holds a blank or a comma and matches nothing`;
  const service = action.slice(0, colon);
  if (!/[*?]/u.test(service) && !isService(service))
    return `the service of the action ${shown} is not in the catalogue`;
  return knowsAction(action) ? undefined : `the action ${shown} matches none in the catalogue`;
}
