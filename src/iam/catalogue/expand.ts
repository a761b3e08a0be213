import { Pattern, wild } from '../match/pattern.ts';
import { actionsOf } from './actions.ts';
import { services } from './services.ts';

/**
 * The actions that the catalogue knows for a pattern of a policy, as `service:Action`, sorted. `*` is every action of every service: that
 * reads the whole catalogue (22,000 actions, some 100 ms once).
 */
export function expandAction(pattern: string): readonly string[] {
  if (pattern === '*') return expandAction('*:*');
  const colon = pattern.indexOf(':');
  if (colon < 0) return [];
  const service = new Pattern(wild(pattern.slice(0, colon).toLowerCase()));
  const name = new Pattern(wild(pattern.slice(colon + 1).toLowerCase()));
  const prefixes = service.exact === undefined ? services().filter((one) => service.test(one)) : [service.exact];
  return prefixes.flatMap((prefix) => matching(prefix, name)).sort();
}

/** Whether the catalogue knows an action for the pattern. */
export function knowsAction(pattern: string): boolean {
  if (pattern === '*') return true;
  const colon = pattern.indexOf(':');
  if (colon < 0) return false;
  const prefix = pattern.slice(0, colon).toLowerCase();
  // A service by wildcard is rare and matches some; reading every table to tell would cost more than it tells.
  if (/[*?]/u.test(prefix)) return true;
  const name = pattern.slice(colon + 1).toLowerCase();
  if (!/[*?]/u.test(name)) return actionsOf(prefix).has(name);
  const test = new Pattern(wild(name));
  for (const known of actionsOf(prefix).keys()) if (test.test(known)) return true;
  return false;
}

const matching = (prefix: string, name: Pattern): readonly string[] =>
  [...actionsOf(prefix)].filter(([key]) => name.test(key)).map(([, info]) => `${prefix}:${info.name}`);
