import type { CredentialKind } from '../model/facts.ts';

/** What the name of a key says about its value. Names end in what they hold; other ends (`_file`, `_name`, `_ref`) are about it. */
const LAST: Readonly<Record<string, CredentialKind>> = {
  password: 'password',
  passwd: 'password',
  pwd: 'password',
  pass: 'password',
  passphrase: 'password',
  token: 'token',
  pat: 'token',
  apikey: 'api-key',
  secretkey: 'api-key',
  privatekey: 'private-key',
  secret: 'token',
  credential: 'token',
};

const LAST_TWO: Readonly<Record<string, CredentialKind>> = {
  'api key': 'api-key',
  'secret key': 'api-key',
  'private key': 'private-key',
  'master key': 'api-key',
  'auth key': 'api-key',
  'account key': 'azure-secret',
  'encryption key': 'api-key',
  'signing key': 'api-key',
  'secret value': 'token',
  'client secret': 'token',
};

/** Words before `token` or `key` that make the name harmless: model vocabulary, paging, public keys. */
const HARMLESS: ReadonlySet<string> = new Set([
  'max', 'min', 'num', 'pad', 'eos', 'bos', 'unk', 'sep', 'cls', 'mask', 'stop', 'special', 'next', 'page', 'continue', 'image', 'public', 'per',
  'new', 'mount', 'automount', 'cancel', 'csrf', 'total', 'input', 'output', 'prefix', 'pull', 'service', 'create', 'use', 'enable', 'has',
  'batch', 'draft', 'video', 'audio', 'think', 'first', 'last', 'time', 'inter', 'bypass', 'by', 'with', 'forward', 'pem', 'tls', 'ssl',
]); // prettier-ignore

/** Kind of value that the key announces; undefined when the name says nothing. */
export function kindByName(key: string): CredentialKind | undefined {
  if (key.length > 200) return undefined;
  const words = wordsOf(key);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const before = words.at(-2);
  if (last === 'key' && before === 'access') return words.at(-3) === 'secret' ? 'api-key' : undefined;
  const two = before === undefined ? undefined : LAST_TWO[`${before} ${last}`];
  if (two !== undefined) return two;
  const kind = Object.hasOwn(LAST, last) ? LAST[last] : undefined;
  if (kind === undefined || (before !== undefined && HARMLESS.has(before))) return undefined;
  // `pass` alone is a step that succeeded as often as a password.
  if (last === 'pass' && before === undefined) return undefined;
  return kind;
}

/** `AWS_SECRET_ACCESS_KEY`, `secretAccessKey`, `aws.secret-access-key` are the same words. */
export function wordsOf(key: string): readonly string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/[^A-Za-z0-9]+/gu, ' ')
    .trim()
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '' && !/^\d+$/u.test(word));
}
