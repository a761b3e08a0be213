const BACKSLASH = 92;
const SMALL_U = 117;

/** The offset in a text at which the `count`-th character of the JSON string that opens at `quote` is written. */
export function rawOffset(text: string, quote: number, count: number): number {
  let at = quote + 1;
  for (let done = 0; done < count && at < text.length; done++)
    at += text.charCodeAt(at) !== BACKSLASH ? 1 : text.charCodeAt(at + 1) === SMALL_U ? 6 : 2;
  return at;
}
