import { WritError } from '../../model/errors.ts';
import type { Vars } from './call.ts';

/** Names in hosts come from answers too: nothing but a label of a host name may stand there. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/**
 * The address of a call. Undefined when a name would lead to another host or path than the template says: answers are a stranger's words,
 * and a token goes along with every request.
 */
export function addressOf(base: string, path: string, vars: Vars): string | undefined {
  const value = (name: string): string => vars[name] ?? '';
  const names = (text: string): readonly string[] => [...text.matchAll(/\{\+?(\w+)\}/gu)].map(([, name = '']) => name);
  if (!names(base).every((name) => LABEL.test(value(name)))) return undefined;
  if (!names(path).every((name) => value(name) !== '' && value(name).length <= 2048 && !DOTS.test(value(name))))
    return undefined;
  const host = base.replace(/\{(\w+)\}/gu, (_, name: string) => value(name));
  const filled = path.replace(/\{(\+?)(\w+)\}/gu, (_, several: string, name: string) =>
    several === '' ? encodeURIComponent(value(name)) : reserved(value(name)),
  );
  if (!URL.canParse(host + filled)) return undefined;
  const [written = ''] = filled.split('?');
  const [url, over] = [new URL(host + filled), new URL(host)];
  return url.origin === over.origin && url.pathname === over.pathname.replace(/\/$/u, '') + written
    ? url.href
    : undefined;
}

/** Segments that a parser of addresses would take as a way up, however they are written. */
const DOTS = /(?:^|\/|%2f)(?:\.|%2e){1,2}(?:$|\/|%2f)/iu;

/** As `{+name}` of RFC 6570: slashes stay and so does what is encoded already; what would end the path is encoded. */
const reserved = (value: string): string =>
  encodeURI(value)
    .replace(/%25(?=[0-9A-Fa-f]{2})/gu, '%')
    .replace(/[?#]/gu, encodeURIComponent);

/** The next page as a server writes it: only at the same host and by the same protocol, so that the token goes nowhere else. */
export function samePlace(next: string, asked: string): string | undefined {
  if (!URL.canParse(next, asked)) return undefined;
  const url = new URL(next, asked);
  return url.origin === new URL(asked).origin && url.username === '' && url.password === '' ? url.href : undefined;
}

/** An address that a person gives in place of the provider's. Tokens are sent in clear to this machine only. */
export function givenBase(name: string, given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isHere = url !== undefined && /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/u.test(url.hostname);
  if (url === undefined || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new WritError('usage', `${name} is not an address`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere))
    throw new WritError('usage', `${name} is not an https address`);
  return url.href.replace(/\/+$/u, '');
}
