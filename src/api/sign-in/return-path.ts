import { HOME } from '../html/navigation.ts';

const LONGEST = 2000;
const ELSEWHERE = 'http://return.invalid';

/** Where to go after a sign-in: a path of ours, or home. What a browser could read as another host is none. */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST || !/^\/[\x21-\x7e]*$/u.test(asked)) return HOME;
  if (asked.includes('\\') || !URL.canParse(asked, ELSEWHERE)) return HOME;
  const url = new URL(asked, ELSEWHERE);
  const path = `${url.pathname}${url.search}`;
  return url.origin !== ELSEWHERE || path.startsWith('//') || path.startsWith('/sign-') ? HOME : path;
}
