import { FORMATS, SHORTEST_SHAPE } from '../model/credential-shapes.ts';
import type { CredentialKind } from '../model/facts.ts';
import { assignments } from './assignments.ts';
import { passwordsInConnections } from './connection-strings.ts';
import { shippedDefault } from './defaults.ts';
import { dockerPasswords, googleKey } from './docker-config.ts';
import { kindByName } from './names.ts';
import { isPlaceholder } from './placeholder.ts';
import { passwordsInUrls } from './urls.ts';

/** A literal credential in a text. `value` is the secret itself: digest it and let it go, never keep or print it. */
export interface Detected {
  readonly kind: CredentialKind;
  readonly value: string;
  /** The key that carries it: the given one, or the one inside the text. */
  readonly key: string;
  /** `format`: the value has the shape of a known credential. `name`: its key says so. */
  readonly by: 'format' | 'name';
  readonly cloud?: 'aws' | 'gcp' | 'azure' | 'vendor';
  readonly defaultOf?: string;
  /** In words whom it is for: an account, a registry, a user. */
  readonly holder?: string;
  /** Line within the text, from 0. */
  readonly line: number;
  /** The value stands in a URL. */
  readonly url?: true;
}

/** Longer texts are data, not configuration; their start is looked at. */
const LONGEST = 1024 * 1024;

/** Every literal credential in a value, in the order in which they stand; each value once. */
export function detect(key: string, value: string): readonly Detected[] {
  const text = value.length > LONGEST ? value.slice(0, LONGEST) : value;
  const found = new Map<string, Detected>();
  const add = (one: Detected): void => {
    if (!found.has(one.value)) found.set(one.value, one);
  };
  for (const one of whole(key, text)) add(one);
  if (found.size === 0) for (const one of byFormat(key, text)) add(one);
  for (const { kind, value: password, index } of [...passwordsInUrls(text), ...passwordsInConnections(text)]) {
    const known = shippedDefault('password', password);
    if (known === undefined && isPlaceholder(password)) continue;
    add({
      kind,
      value: password,
      key,
      by: 'format',
      line: lineAt(text, index),
      url: true,
      ...(known === undefined ? {} : { defaultOf: known }),
    });
  }
  if (text.includes('\n') || /^\s*\{/u.test(text)) {
    for (const { key: inner, value: written, line } of assignments(text)) {
      const one = byName(inner, written);
      if (one) add({ ...one, line });
    }
  } else if (found.size === 0) {
    const one = byName(key, text.trim());
    if (one) add(one);
  }
  return [...found.values()];
}

function whole(key: string, text: string): readonly Detected[] {
  const docker = dockerPasswords(text);
  if (docker)
    return docker
      .filter(({ value }) => !isPlaceholder(value))
      .map(({ registry, value }) => ({ kind: 'docker-config', value, key, by: 'format', holder: registry, line: 0 }));
  const google = googleKey(text);
  if (google && !isPlaceholder(google.value) && google.value.includes('PRIVATE KEY'))
    return [{ kind: 'gcp-key', cloud: 'gcp', value: google.value, key, by: 'format', holder: google.account, line: 0 }];
  return [];
}

function byFormat(key: string, text: string): readonly Detected[] {
  if (text.length < SHORTEST_SHAPE) return [];
  const found: { readonly index: number; readonly one: Detected }[] = [];
  for (const { kind, cloud, pattern } of FORMATS)
    for (const match of text.matchAll(pattern)) {
      const matched = match[1] ?? match[0];
      // Line breaks of a key are layout: the same key wrapped otherwise is the same key.
      const value = kind === 'private-key' ? matched.replace(/\s+/gu, '') : matched;
      if (isPlaceholder(value) || (kind !== 'private-key' && /^(?:\w{2,12}[-_])?(.)\1{7}/u.test(value))) continue;
      const one: Detected = {
        kind: kind === 'jwt' && isAccountToken(value) ? 'service-account-token' : kind,
        value,
        key,
        by: 'format',
        ...(cloud === undefined ? {} : { cloud }),
        line: lineAt(text, match.index),
      };
      found.push({ index: match.index, one });
    }
  return found.sort((a, b) => a.index - b.index).map(({ one }) => one);
}

/** An AWS secret key has no prefix: 40 characters of base64 under a name that says it. */
const AWS_SECRET = /^[A-Za-z0-9/+]{40}$/u;

function byName(key: string, value: string): Detected | undefined {
  const kind = kindByName(key);
  const known = shippedDefault(key, value);
  if (known !== undefined) {
    if (kind === undefined && !/access|hash|user.?password/iu.test(key)) return undefined;
    return { kind: kind ?? 'password', value, key, by: 'name', defaultOf: known, line: 0 };
  }
  if (kind === undefined || isPlaceholder(value) || value.length < 4 || value.length > 10_000) return undefined;
  if (/\s/u.test(value) || (kind !== 'password' && looksLikeName(value))) return undefined;
  if (AWS_SECRET.test(value) && /secret/iu.test(key) && /access|aws/iu.test(key))
    return { kind: 'aws-secret-key', cloud: 'aws', value, key, by: 'name', line: 0 };
  if (/azure|^arm_/iu.test(key) && /secret/iu.test(key))
    return { kind: 'azure-secret', cloud: 'azure', value, key, by: 'name', line: 0 };
  return { kind, value, key, by: 'name', line: 0 };
}

/** Lower-case words joined by hyphens name a thing (`hf-token-secret`); a key or token is not written so. A URL is none either. */
function looksLikeName(value: string): boolean {
  return /^[a-z]{2,20}(?:[-_./][a-z]{1,20}){0,6}$/u.test(value) || /^[a-z]{2,10}:\/\//u.test(value);
}

function isAccountToken(jwt: string): boolean {
  const payload = jwt.split('.')[1] ?? '';
  const text = Buffer.from(payload.slice(0, 8000), 'base64url').toString('utf8');
  return text.includes('kubernetes.io') || text.includes('system:serviceaccount:');
}

function lineAt(text: string, index: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
