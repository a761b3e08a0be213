import { Distance } from './distance.ts';

const LONGEST = 200;

/** At most `number` of the candidates that look like what was typed, nearest first. Compares with the candidate's end of the same length. */
export function closest(typed: string, candidates: Iterable<string>, number = 3): readonly string[] {
  const text = typed.slice(0, LONGEST).toLowerCase();
  const most = Math.max(2, Math.floor(text.length / 3));
  const distance = new Distance(text);
  const near: { readonly candidate: string; readonly far: number }[] = [];
  for (const candidate of candidates) {
    const whole = candidate.toLowerCase();
    const far = whole.includes(text) ? 0 : Math.min(...endings(whole, text).map((end) => distance.to(end, most)));
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
