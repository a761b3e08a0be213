/** Edit distance, given up beyond `most`: two rows, linear in the shorter text for what is far apart. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1),
        ),
      );
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length] ?? most + 1;
}

const LONGEST = 200;

/** At most `number` of the candidates that look like what was typed, nearest first. Compares with the candidate's end of the same length. */
export function closest(typed: string, candidates: Iterable<string>, number = 3): readonly string[] {
  const text = typed.slice(0, LONGEST).toLowerCase();
  const most = Math.max(2, Math.floor(text.length / 3));
  const near: { readonly candidate: string; readonly far: number }[] = [];
  for (const candidate of candidates) {
    const whole = candidate.toLowerCase();
    const far = whole.includes(text) ? 0 : Math.min(...endings(whole, text).map((end) => distance(text, end, most)));
    if (far <= most) near.push({ candidate, far });
  }
  return near
    .sort((a, b) => a.far - b.far || a.candidate.length - b.candidate.length || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, number)
    .map(({ candidate }) => candidate);
}

/** The candidate as a whole, its last segment, its last two: what people type for an id. */
function endings(whole: string, text: string): readonly string[] {
  const parts = whole.split('/');
  return [whole, parts.slice(-1).join('/'), parts.slice(-2).join('/')].filter((one) => one !== '' && text !== '');
}
