/** Whether a pattern of a CODEOWNERS file covers a path inside the repository. Linear in the path for each part of the pattern. */
export function matchesPattern(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === '**') return true;
  if (pattern.length > 500) return false;
  const folder = pattern.endsWith('/');
  const parts = pattern.replace(/^\/|\/$/gu, '').split('/');
  const rooted = pattern.startsWith('/') || parts.length > 1;
  const segments = path.split('/');
  for (let from = 0; from < (rooted ? 1 : segments.length); from++)
    if (matchesFrom(parts, segments.slice(from), folder)) return true;
  return false;
}

/** All parts match from here on; what is below a matched folder belongs to it, but `dir/*` covers only its own files. */
function matchesFrom(parts: readonly string[], segments: readonly string[], folder: boolean): boolean {
  let open = new Set([0]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const at of open) {
      const part = parts[at];
      if (part === undefined) continue;
      if (part === '**') {
        next.add(at);
        if (parts[at + 1] !== undefined && likes(parts[at + 1] ?? '', segment)) next.add(at + 2);
      } else if (likes(part, segment)) next.add(at + 1);
    }
    if (next.has(parts.length)) {
      const last = index === segments.length - 1;
      if (last ? !folder : parts.at(-1) !== '*') return true;
    }
    open = next;
  }
  return parts.at(-1) === '**' && open.has(parts.length - 1);
}

function likes(part: string, segment: string): boolean {
  const pieces = part.split('*');
  if (pieces.length === 1) return part === segment;
  if (pieces.length > 20) return false;
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  if (!segment.startsWith(first) || !segment.endsWith(last) || segment.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = segment.indexOf(piece, at);
    if (found < 0 || found + piece.length > segment.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
