const WORDS = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word): [string, boolean] => [word, true]),
  ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word): [string, boolean] => [word, false]),
]);
const DECIMAL = /^[-+]?(?:0|[1-9][0-9]{0,30})$/;
const OCTAL = /^0o?([0-7]{1,20})$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]{1,16}$/;
const FLOAT = /^[-+]?(?:[0-9]{1,30}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,30}(?=[eE]))(?:[eE][-+]?[0-9]{1,4})?$/;

/**
 * What an unquoted scalar means to Kubernetes, whose reader follows YAML 1.1: `privileged: yes` is true. An integer that a number
 * cannot hold exactly stays text, so that no digit of an account id is lost.
 */
export function resolvePlain(source: string): string | number | boolean | null {
  const first = source.charCodeAt(0);
  // Digits, signs and a point are the only starts of a number; most scalars are names and leave here.
  if (!(first <= 57 && first >= 43)) {
    const word = source.length <= 5 ? WORDS.get(source) : undefined;
    return word === undefined ? source : word;
  }
  if (DECIMAL.test(source)) return exact(Number(source), source);
  const octal = OCTAL.exec(source);
  if (octal) return exact(Number.parseInt(octal[1] ?? '', 8), source);
  if (HEXADECIMAL.test(source)) return exact(Number(source), source);
  return FLOAT.test(source) ? Number(source) : source;
}

function exact(value: number, source: string): number | string {
  return Number.isSafeInteger(value) ? value : source;
}
