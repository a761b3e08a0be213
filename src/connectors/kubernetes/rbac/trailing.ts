/** The text without the characters at its end that are `char`. Linear, where a pattern would try every start. */
export function withoutTrailing(text: string, char: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === char) end--;
  return text.slice(0, end);
}
