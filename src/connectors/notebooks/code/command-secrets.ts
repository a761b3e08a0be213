import { detect, type Detected } from '../../../credentials/detect.ts';
import { kindByName } from '../../../credentials/names.ts';
import type { SecretFound } from './secrets.ts';

/** `export X=...`, `%env X=...`, `%set_env X ...`, `X=... command`. */
const SET = /(?:^|[\s!;&])([A-Za-z_]\w{1,80})=("[^"\n]{1,4000}"|'[^'\n]{1,4000}'|[^\s;|&]{1,4000})/gu;
const MAGIC = /%(?:set_)?env\s{1,4}([A-Za-z_]\w{1,80})\s{1,4}(?!=)(\S{1,4000})/gu;
const FLAG = /(?:^|\s)--?([A-Za-z][\w-]{1,60})(?:=|\s{1,4})("[^"\n]{1,4000}"|'[^'\n]{1,4000}'|[^\s;|&]{1,4000})/gu;
const HEADER = /authorization:\s{0,4}(?:bearer|token)\s{1,4}([^\s"']{12,4000})/giu;
const LOGIN = /(?:^|\s)-u\s{0,2}[\w.@+-]{1,80}(?::|\s{1,4}-p\s{0,3})([^\s"']{4,200})/gu;

/** Credentials that a command is given: by shape anywhere, by the name of a flag or variable, in a header, as a password of a login. */
export function commandSecrets(text: string): readonly SecretFound[] {
  const found: SecretFound[] = [];
  const add = (detected: Detected | undefined, key: string, start: number): void => {
    if (detected && !found.some((one) => one.detected.value === detected.value)) found.push({ detected, key, start });
  };
  for (const pattern of [SET, MAGIC, FLAG])
    for (const match of text.matchAll(pattern)) {
      const [whole, key = '', written = ''] = match;
      const value = written.replace(/^["']|["']$/gu, '');
      // `--name value` of what is no secret says nothing; shapes are found below
      if (kindByName(key) === undefined) continue;
      add(detect(key.replace(/-/gu, '_'), value)[0], key, match.index + whole.lastIndexOf(written));
    }
  for (const detected of detect('', text))
    if (detected.by === 'format')
      add(detected, detected.kind.replace(/-/gu, '_'), Math.max(0, text.indexOf(detected.value)));
  for (const [pattern, key] of [
    [HEADER, 'authorization_token'],
    [LOGIN, 'login_password'],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      add(detect(key, value)[0], key, match.index + match[0].lastIndexOf(value));
    }
  return found;
}
