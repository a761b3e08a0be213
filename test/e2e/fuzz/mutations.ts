import type { Random } from './random.ts';
import { SECRETS } from './samples.ts';

type Mutation = (text: string, random: Random, json: boolean) => string | Uint8Array;

const LONG = 1024 * 1024;

function cutAt(text: string, random: Random): number {
  return 1 + random.below(text.length);
}

/** Puts something in place of a value that stands in quotes or after a colon. */
function instead(value: (random: Random, json: boolean) => string): Mutation {
  return (text, random, json) => {
    const values = [...text.matchAll(json ? /(?<=": ?)("[^"\n]{0,200}"|[\d[{])/gu : /(?<=: )[^\n|&]{1,200}$/gmu)];
    const one = values[random.below(Math.max(1, values.length))];
    if (!one) return text;
    return text.slice(0, one.index) + value(random, json) + text.slice(one.index + one[0].length);
  };
}

/** Puts a line before another one. */
function between(line: (random: Random, json: boolean, indent: string) => string): Mutation {
  return (text, random, json) => {
    const all = text.split('\n');
    const at = 1 + random.below(Math.max(1, all.length - 2));
    const indent = /^[ ]*/u.exec(all[at] ?? '')?.[0] ?? '';
    all.splice(at, 0, line(random, json, indent));
    return all.join('\n');
  };
}

const OTHER_TYPES = [
  'null',
  'true',
  '[]',
  '{}',
  '[[[]]]',
  '-1',
  '""',
  '[null, 7, {"a": null}]',
  '{"a": {"b": [1]}}',
] as const;
const NUMBERS = ['1e999', '-1e999', '99999999999999999999999999999', '0x7fffffffffffffff', '-0', '1e-400', '0o17', '0b1', '.inf', '.nan'] as const; // prettier-ignore
const EXPRESSIONS = [
  '"${{ github.event.issue.title }}"', '"${{ fromJSON(github.event.comment.body).a }}"', '"${{ secrets[github.head_ref] }}"',
  '"${{ format(\'{0}{1}\', github.head_ref, toJSON(secrets)) }}"', '"${{ ((((((((github.ref)))))))) }}"', '"${{"', '"${{ }} }}"', '"$(id)`id`;id|id&&id"',
] as const; // prettier-ignore
const VARIABLES = ['"${A:-${B:-${C:-${D}}}}"', '"${A:?}"', '"$$${A"', '"${A:-$(cat /etc/passwd)}"', '"%USERPROFILE%"', '"${env:A}${input:b}"'] as const; // prettier-ignore
const WINDOWS = ['"C:\\\\Users\\\\ann\\\\keys.json"', '"\\\\\\\\server\\\\share\\\\a.yaml"', '"..\\\\..\\\\etc"', '"C:keys"', '"CON"', '"file:///C:/a"'] as const; // prettier-ignore
const CONTROL = ['"\\u001b[2J\\u001b]0;owned\\u0007"', '"\\u202egnp.exe"', '"\\u0000"', '"\\ud800"', '"<script>alert(1)</script>"', '"=HYPERLINK(1)"', '"| a | `b`"'] as const; // prettier-ignore

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  valid: (text) => text,
  cut: (text, random) => text.slice(0, cutAt(text, random)),
  'cut from the front': (text, random) => text.slice(cutAt(text, random)),
  'another type': instead((random) => random.pick(OTHER_TYPES)),
  'huge number': instead((random) => random.pick(NUMBERS)),
  expression: instead((random) => random.pick(EXPRESSIONS)),
  interpolation: instead((random) => random.pick(VARIABLES)),
  'Windows path': instead((random) => random.pick(WINDOWS)),
  'control characters': instead((random) => random.pick(CONTROL)),
  'deep nesting': instead((random) => '['.repeat(1000 + random.below(30_000))),
  'deep and closed': instead((random) => {
    const depth = 100 + random.below(20_000);
    return `${'['.repeat(depth)}${']'.repeat(depth)}`;
  }),
  'deep maps': instead((random) => '{"a":'.repeat(200 + random.below(5000))),
  'long key': between((_, json, indent) => `${indent}"${'k'.repeat(LONG)}": 1${json ? ',' : ''}`),
  'long value': instead(() => `"${'v'.repeat(LONG)}"`),
  'long line of spaces': between((_, __, indent) => indent + ' '.repeat(LONG)),
  'long expression': instead(() => `"${'${{ a '.repeat(20_000)}"`),
  'many entries': between((_, json, indent) =>
    Array.from({ length: 5000 }, (__, index) => `${indent}"k${index}": ${index}${json ? ',' : ''}`).join('\n'),
  ),
  'duplicate line': (text, random) => {
    const all = text.split('\n');
    const at = random.below(all.length);
    all.splice(at, 0, all[at] ?? '');
    return all.join('\n');
  },
  __proto__: between((random, json, indent) => {
    const key = random.pick(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'] as const);
    return `${indent}"${key}": { "polluted": true, "steps": [], "type": "mcp" }${json ? ',' : ''}`;
  }),
  'alias bomb': between((_, __, indent) =>
    Array.from({ length: 14 }, (___, index) =>
      index === 0
        ? `${indent}a0: &a0 [x,x,x,x,x,x,x,x,x]`
        : `${indent}a${index}: &a${index} [${Array(9)
            .fill(`*a${index - 1}`)
            .join(',')}]`,
    ).join('\n'),
  ),
  'alias of itself': between((_, __, indent) => `${indent}self: &self { <<: *self, again: [*self] }`),
  'alias of nothing': instead(() => '*nothing'),
  'a document more': (text, random) =>
    `${text}---\n${text.slice(0, cutAt(text, random))}\n--- |\n !!binary x\n...\n%YAML 9.9\n`,
  tag: instead((random) => random.pick(['!!js/function "x"', '!reference [a, b]', '!!binary AAAA', '!<tag:x> {}', '!!python/object/apply:os.system ["id"]'] as const)), // prettier-ignore
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  CR: (text) => text.replaceAll('\n', '\r'),
  'one line': (text, _, json) => (json ? text.replaceAll(/\n\s*/gu, ' ') : text.replaceAll(/\n +- /gu, '\n- ')),
  'line separators': (text) => text.replaceAll('\n', '\u2028'),
  tabs: (text) => text.replaceAll('  ', '\t'),
  BOM: (text) => `\ufeff${text}`,
  'BOM inside': (text, random) => text.slice(0, cutAt(text, random)) + '\ufeff' + text,
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 big endian': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16 cut': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1),
  NUL: (text, random) => text.slice(0, cutAt(text, random)) + '\0' + text,
  'invalid UTF-8': (text, random) => {
    const bytes = Buffer.from(text);
    bytes[random.below(bytes.length)] = 0xff;
    return bytes;
  },
  'bytes at random': (text, random) => {
    const bytes = Buffer.from(text);
    for (let count = 0; count < 8; count++) bytes[random.below(bytes.length)] = random.below(128);
    return bytes;
  },
  'comments and trailing commas': (text, _, json) =>
    json
      ? `// a comment\n${text.replaceAll('\n', ' /* here */\n').replace(/(["\]}])( \/\* here \*\/\n\s*[\]}])/gu, '$1,$2')}`
      : text.replaceAll('\n', ' # here\n'),
  'comment without end': (text, random) => `${text.slice(0, cutAt(text, random))}/* ${text}`,
  'text without end': (text, random) => {
    const quotes = [...text.matchAll(/["']/gu)];
    const at = quotes[random.below(Math.max(1, quotes.length))]?.index ?? 0;
    return text.slice(0, at) + text.slice(at + 1);
  },
  'tokens over two lines': (text) => {
    let split = text;
    for (const secret of SECRETS) split = split.replaceAll(secret, `${secret.slice(0, 9)}\n${secret.slice(9)}`);
    return split;
  },
  'tokens as two texts': (text, _, json) => {
    let split = text;
    for (const secret of SECRETS) split = split.replaceAll(secret, `${secret.slice(0, 9)}${json ? '\\n' : '\\\n'}${secret.slice(9)}`); // prettier-ignore
    return split;
  },
  'lines in another order': (text, random) => {
    const all = text.split('\n');
    for (let count = 0; count < 3; count++) {
      const [one] = all.splice(random.below(all.length), 1);
      all.splice(random.below(all.length), 0, one ?? '');
    }
    return all.join('\n');
  },
  'all of it quoted': (text) => JSON.stringify(text),
  'all of it in a list': (text, _, json) => (json ? `[${text}]` : text.replaceAll(/^/gmu, '  ').replace('  ', '- ')),
  empty: () => '',
  'only spaces': () => ' \n\t\n ',
};
