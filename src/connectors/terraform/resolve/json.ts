import { hole } from '../../../model/hole.ts';
import { List, Mapping, Thing, Unknown, type Val } from './value.ts';

/** The JSON text that jsonencode makes, keys sorted, holes as texts. Undefined when it would be too large. */
export function jsonText(value: Val): string | undefined {
  const budget = { left: 100_000, text: 16 * 1024 * 1024 };
  const data = plainJson(value, budget, 0);
  return budget.left < 0 ? undefined : JSON.stringify(data);
}

function plainJson({ data }: Val, budget: { left: number; text: number }, depth: number): unknown {
  budget.left -= 1;
  if (typeof data === 'string') budget.text -= data.length;
  if (budget.left < 0 || budget.text < 0 || depth > 64) {
    budget.left = -1;
    return null;
  }
  if (data instanceof Unknown || data instanceof Thing) return hole(data.name);
  if (data instanceof List) return data.items.map((one) => plainJson(one, budget, depth + 1));
  if (!(data instanceof Mapping)) return data;
  const keys = [...data.entries.keys()].sort();
  const made = Object.create(null) as Record<string, unknown>;
  for (const key of keys) {
    const one = data.entries.get(key);
    if (one) made[key] = plainJson(one.value, budget, depth + 1);
  }
  return made;
}
