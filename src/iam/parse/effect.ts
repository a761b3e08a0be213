import type { Entry } from '../../documents/entry.ts';
import { hasHole } from '../../model/hole.ts';
import type { Doubts } from './doubts.ts';

const EFFECTS = ['Allow', 'Deny'] as const;
type Effect = (typeof EFFECTS)[number];

/** The effects that a statement may have: both, where it could not be resolved; none, where it can mean nothing. */
export function effectsOf(statement: Entry, doubts: Doubts): readonly Effect[] {
  const entry = statement.get('Effect');
  if (entry === undefined) {
    doubts.wrong('a statement has no Effect', statement);
    return [];
  }
  const { value } = entry;
  if (value === 'Allow' || value === 'Deny') return [value];
  if (typeof value === 'string' && hasHole(value)) {
    doubts.add('its Effect could not be resolved');
    return EFFECTS;
  }
  doubts.wrong(`the Effect ${JSON.stringify(value).slice(0, 100)} is neither "Allow" nor "Deny"`, entry);
  const folded = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return EFFECTS.filter((one) => one.toLowerCase() === folded);
}
