import { detect, type Detected } from '../../../credentials/detect.ts';
import { kindByName, wordsOf } from '../../../credentials/names.ts';
import { isPlaceholder } from '../../../credentials/placeholder.ts';
import { commandSecrets } from './command-secrets.ts';
import type { Literal, Program } from './program.ts';

/** A credential in a text: where it is, and the literal that may be replaced as a whole. `value` is let go after digesting. */
export interface SecretFound {
  readonly detected: Detected;
  readonly key: string;
  readonly start: number;
  /** A text of the code that is nothing but the credential. */
  readonly literal?: Literal;
}

/** Credentials in one code cell: in its texts, its commands and what is commented out. */
export function codeSecrets(program: Program): readonly SecretFound[] {
  const found = program.literals.flatMap(literalSecrets);
  for (const { text, start } of program.commands)
    for (const one of commandSecrets(text)) found.push({ ...one, start: start + one.start });
  for (const { text, start } of program.comments)
    for (const detected of detect('', text))
      if (detected.by === 'format')
        found.push({ detected, key: nameOf(detected, ''), start: start + at(text, detected.value) });
  return found;
}

/** Credentials in text that people read: cells of words, and outputs. */
export function textSecrets(text: string): readonly SecretFound[] {
  const found: SecretFound[] = [];
  for (const { piece, start } of windows(text)) {
    for (const detected of detect('', piece))
      if (detected.by === 'format')
        found.push({ detected, key: nameOf(detected, ''), start: start + at(piece, detected.value) });
    for (const match of piece.matchAll(PRINTED)) {
      const [whole, key = '', value = ''] = match;
      const [detected] = detect(key, value);
      if (detected && !found.some((one) => one.detected.value === detected.value) && secretLooking(detected))
        found.push({ detected, key, start: start + match.index + whole.indexOf(value, key.length) });
    }
  }
  return found;
}

/** `KEY=value`, `'KEY': 'value'` as environments are printed. */
const PRINTED = /(?<![A-Za-z0-9_])([A-Z][A-Z0-9_]{2,60})['"]?\s?[:=]\s?['"]?([^\s'",}<>]{8,300})/gu;

/** Longer texts are looked at in windows that begin at line ends where there are some. */
const WINDOW = 512 * 1024;

function* windows(text: string): Generator<{ readonly piece: string; readonly start: number }> {
  for (let start = 0; start < text.length;) {
    const rest = start + WINDOW >= text.length;
    const line = rest ? -1 : text.lastIndexOf('\n', start + WINDOW);
    const end = rest ? text.length : line > start ? line + 1 : start + WINDOW;
    yield { piece: text.slice(start, end), start };
    start = end;
  }
}

function literalSecrets(literal: Literal): SecretFound[] {
  const { value, key = '', start } = literal;
  const bearer = /^authorization$/iu.test(key) ? /^(?:Bearer|Token)\s{1,3}(\S{12,4000})$/u.exec(value)?.[1] : undefined;
  const all = [...detect(key, value)];
  if (bearer !== undefined && all.length === 0 && literal.plain && !isPlaceholder(bearer))
    all.push({ kind: 'token', value: bearer, key, by: 'name', line: 0 });
  return all
    .filter((one) => one.by === 'format' || (literal.plain && secretLooking(one)))
    .map((detected) => ({
      detected,
      key: nameOf(detected, key),
      start: start + at(value, detected.value),
      ...(literal.plain && detected.value === value ? { literal } : {}),
    }));
}

/**
 * A name alone says little in code: a value counts when it is a password, or as long and mixed as a key is. Words, paths and numbers are
 * what parsers, tokenizers and dictionaries call token, key and secret.
 */
export function secretLooking({ by, kind, value, defaultOf }: Detected): boolean {
  if (by === 'format' || defaultOf !== undefined) return true;
  if (kind === 'password') return /^[\x21-\x7e]{6,200}$/u.test(value) && !/^[a-z_]+$/u.test(value);
  return (
    value.length >= 12 &&
    /\d/u.test(value) &&
    /[A-Za-z]/u.test(value) &&
    /^[\w+/=.~:-]+$/u.test(value) &&
    !/^[\d.:-]+$/u.test(value)
  );
}

/** Names that the vendors' own libraries read, for values that stand under no name of their own. */
const USUAL: Readonly<Record<string, string>> = {
  'huggingface-token': 'HF_TOKEN', 'openai-key': 'OPENAI_API_KEY', 'anthropic-key': 'ANTHROPIC_API_KEY', 'github-token': 'GITHUB_TOKEN',
  'gitlab-token': 'GITLAB_TOKEN', 'slack-token': 'SLACK_TOKEN', 'aws-access-key': 'AWS_ACCESS_KEY_ID', 'aws-secret-key': 'AWS_SECRET_ACCESS_KEY',
  'gcp-key': 'GOOGLE_APPLICATION_CREDENTIALS', 'azure-secret': 'AZURE_CLIENT_SECRET', 'database-url': 'DATABASE_URL', 'private-key': 'PRIVATE_KEY',
}; // prettier-ignore

/** Words that many keys are called by. */
const GENERIC: ReadonlySet<string> = new Set([
  'api',
  'key',
  'token',
  'secret',
  'access',
  'auth',
  'authorization',
  'my',
  'password',
  'bearer',
  'url',
]);

/** The name of the key; the usual one of its kind where the code says only `token`, `api_key` or nothing. */
function nameOf(detected: Detected, key: string): string {
  const usual = Object.hasOwn(USUAL, detected.kind) ? USUAL[detected.kind] : undefined;
  const telling =
    /^[\w.-]{1,100}$/u.test(key) && (kindByName(key) !== undefined || /(?:key_?id|url|dsn|uri)$/iu.test(key));
  if (telling && (usual === undefined || wordsOf(key).some((word) => !GENERIC.has(word)))) return key;
  return usual ?? (telling ? key : detected.kind.replace(/-/gu, '_'));
}

const at = (text: string, value: string): number => Math.max(0, text.indexOf(value));
