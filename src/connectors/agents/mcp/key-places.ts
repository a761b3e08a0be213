import type { Entry } from '../../../documents/entry.ts';
import type { Launch } from './launch.ts';
import type { KeyPlace } from './keys.ts';
import { addressOf } from './servers.ts';

type Reference = ((variable: string) => string) | undefined;

const MAPS: readonly (readonly [key: string, where: 'env' | 'header'])[] = [
  ['env', 'env'], ['environment', 'env'], ['headers', 'header'], ['http_headers', 'header'], ['env_http_headers', 'env'],
]; // prettier-ignore

/** Every text of a server's configuration in which a credential can stand. */
export function keysOf(at: Entry, launch: Launch | undefined, reference: Reference): readonly KeyPlace[] {
  const extra = reference ? { reference } : {};
  const places: KeyPlace[] = [];
  for (const [map, where] of MAPS)
    for (const [key, one] of at.entries(map)) {
      const text = one.text() ?? one.text('value') ?? '';
      if (text !== '') places.push({ key, text, at: one, where, whole: one.text() !== undefined, ...extra });
    }
  for (const key of [
    'apiKey',
    'api_key',
    'token',
    'bearerToken',
    'authToken',
    'authorization_token',
    'authorization',
  ]) {
    const one = at.get(key);
    const text = one?.text();
    if (one && text !== undefined) places.push({ key, text, at: one, where: 'header', whole: true, ...extra });
  }
  const address = addressOf(at);
  const url = address?.text();
  if (address && url !== undefined) places.push(...inUrl(address, url));
  for (const key of ['bearer_token_env_var', 'bearerTokenEnvVar']) {
    const named = at.get(key);
    const variable = named?.text();
    if (named && variable !== undefined)
      places.push({ key: 'Authorization', text: `\${${variable}}`, at: named, where: 'header', whole: false });
  }
  if (launch) places.push(...inArguments(launch));
  return places;
}

/** Keys in the query, and the whole for a password before the host. */
function inUrl(at: Entry, url: string): readonly KeyPlace[] {
  const query = [...url.slice(0, 4000).matchAll(/[?&]([\w.-]{1,80})=([^&#]{1,1000})/gu)];
  return [
    ...query.map((match): KeyPlace => ({ key: match[1] ?? '', text: match[2] ?? '', at, where: 'url', whole: false })),
    { key: 'url', text: url.replace(/\?.*$/su, ''), at, where: 'url', whole: false },
  ];
}

function inArguments({ rest, container }: Launch): readonly KeyPlace[] {
  const places: KeyPlace[] = [];
  for (const [key, value, word] of container?.env ?? [])
    if (value !== undefined) places.push({ key, text: value, at: word.at, where: 'args', whole: false });
  let flag: string | undefined;
  for (const { text, at } of rest) {
    const [, name, value] = /^--?([\w.-]{1,80})(?:=(.*))?$/su.exec(text) ?? [];
    if (name !== undefined) {
      if (value !== undefined) places.push({ key: name, text: value, at, where: 'args', whole: false });
      flag = value === undefined ? name : undefined;
      continue;
    }
    const header = /^([\w-]{1,80}):\s*(.*)$/su.exec(text);
    if (header && /header|^H$/iu.test(flag ?? ''))
      places.push({ key: header[1] ?? '', text: header[2] ?? '', at, where: 'header', whole: false });
    else places.push({ key: flag ?? 'argument', text, at, where: 'args', whole: false });
    flag = undefined;
  }
  return places;
}
