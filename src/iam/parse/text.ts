/** The text behind URL encoding, where it is encoded. A policy begins with a brace, an encoded one with `%7B`. */
export function decoded(text: string): string {
  if (!/^\s*%(?:7B|0A|20|09|0D)/iu.test(text)) return text;
  try {
    // The encoding of RFC 3986: a plus sign is a plus sign.
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}

/**
 * JSON in which holes are parts of texts: one that stands where a value would is quoted, and quotes in the name of one inside a text are
 * escaped.
 */
export function holesQuoted(json: string): string {
  const parts: string[] = [];
  let inText = false;
  for (let at = 0, from = 0; at <= json.length; at++) {
    const char = json[at];
    if (char === '\uE000' || char === undefined) {
      parts.push(json.slice(from, at));
      if (char === undefined) break;
      const close = json.indexOf('\uE001', at);
      if (close < 0) return json;
      const name = JSON.stringify(json.slice(at, close + 1));
      parts.push(inText ? name.slice(1, -1) : name);
      at = close;
      from = close + 1;
    } else if (char === '"') inText = !inText;
    else if (char === '\\' && inText) at++;
  }
  return parts.join('');
}
