import { hole } from '../../../../model/hole.ts';
import { numberOf } from '../operators.ts';
import { textOf, type Val } from '../value.ts';
import { jsonText } from '../json.ts';

/** A verb of format: `%s`, `%-10s`, `%05d`, `%.2f`, `%[1]s`, `%%`. */
const VERB = /%(?:%|(?:\[(\d{1,3})\])?([-+ 0#]{0,4})(\d{0,3})(?:\.(\d{1,3}))?([a-zA-Z]))/gu;

/** After the function format of Terraform: the verbs of Go that texts and numbers need. */
export function formatted(pattern: string, args: readonly Val[]): string {
  let next = 0;
  return pattern.replace(
    VERB,
    (
      all: string,
      position: string | undefined,
      flags: string,
      width: string,
      precision: string | undefined,
      verb: string,
    ) => {
      if (all === '%%') return '%';
      if (position !== undefined) next = Number(position) - 1;
      const value = args[next];
      next += 1;
      if (value === undefined) return hole('an argument of format that is missing');
      return padded(shown(value, verb, precision), flags, Math.min(Number(width), 100));
    },
  );
}

function shown(value: Val, verb: string, precision: string | undefined): string {
  const text = textOf(value);
  const number = numberOf(value);
  switch (verb) {
    case 'd':
      return number === undefined ? (text ?? hole('a number')) : String(Math.trunc(number));
    case 'f':
      return number === undefined
        ? (text ?? hole('a number'))
        : number.toFixed(Math.min(precision === undefined ? 6 : Number(precision), 50));
    case 'q':
      return JSON.stringify(text ?? '');
    case 'x':
    case 'X':
    case 'o':
    case 'b':
      return number === undefined ? (text ?? hole('a number')) : number.toString({ x: 16, X: 16, o: 8, b: 2 }[verb]);
    default:
      return text ?? jsonText(value) ?? hole('a value that is no text');
  }
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  return text.padStart(width, flags.includes('0') ? '0' : ' ');
}
