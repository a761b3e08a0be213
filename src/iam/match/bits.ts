/**
 * One of 31 bits by the characters of a text. A set whose texts have other bits does not hold it: that is told without a look-up, and most names
 * are in no set.
 */
export function bitOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return 1 << ((hash >>> 0) % 31);
}
