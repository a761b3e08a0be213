import { hasHole } from '../../model/hole.ts';

/** A resource, interned: what is asked of its ARN again and again. */
export interface Resource {
  /** The ARN, or `*`. */
  readonly text: string;
  /** It holds a hole. */
  readonly open: boolean;
  /** A key of KMS by itself, not by an alias; nor every key. */
  readonly key: boolean;
}

/** Begins anew when somebody asks for very many. */
const MOST = 100_000;
const byText = new Map<string, Resource>();
let last: Resource | undefined;

export function resourceOf(text: string): Resource {
  if (last?.text === text) return last;
  let found = byText.get(text);
  if (found === undefined) {
    found = { text, open: hasHole(text), key: text !== '*' && !text.includes(':alias/') };
    if (byText.size >= MOST) byText.clear();
    byText.set(text, found);
  }
  last = found;
  return found;
}
