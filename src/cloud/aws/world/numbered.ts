/** Texts that are kept; a hostile organisation has no end of them. Numbers are never used twice, so one that is forgotten is only found anew. */
const MOST = 100_000;
const numbers = new Map<string, number>();
let last = 0;

/** One number for equal texts, from one on: shorter to compare and to keep. */
export function numbered(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  if (numbers.size >= MOST) numbers.clear();
  numbers.set(text, ++last);
  return last;
}

const objects = new WeakMap<object, number>();

/** A number of its own for each object. */
export function numberOfObject(one: object): number {
  const known = objects.get(one);
  if (known !== undefined) return known;
  objects.set(one, ++last);
  return last;
}
