import { present, type Known } from './known.ts';

const MOST = 10_000;
const accounts = new Map<string, Known>();

/** An account as the value of a key, made once; begins anew when somebody asks for very many. */
export function accountOf(id: string): Known {
  let known = accounts.get(id);
  if (known === undefined) {
    if (accounts.size >= MOST) accounts.clear();
    known = present([id]);
    accounts.set(id, known);
  }
  return known;
}
