import type { Values } from './context.ts';
import { tokens, type Token } from './glob.ts';

/**
 * A value of a policy with its variables replaced ("IAM policy elements: Variables and tags"): undefined where one has no value. What a
 * variable brings in stands for itself.
 */
export function replaced(text: string, version: string, values: Values): readonly Token[] | undefined {
  if (version !== '2012-10-17') return tokens(text);
  const result: Token[] = [];
  for (let at = 0; at < text.length;) {
    const close = text.startsWith('${', at) ? text.indexOf('}', at) : -1;
    const name = text.slice(at + 2, close);
    if (close < 0 || name === '' || /[{]/u.test(name)) {
      result.push(...tokens(text[at] ?? ''));
      at++;
      continue;
    }
    const value = valueOf(name, values);
    if (value === undefined) return undefined;
    result.push(...value.split('').map((literal) => ({ literal })));
    at = close + 1;
  }
  return result;
}

function valueOf(name: string, values: Values): string | undefined {
  if (name === '*' || name === '?' || name === '$') return name;
  const [key = '', ...rest] = name.split(',');
  const found = values(key.trim());
  if (found?.length === 1) return found[0];
  const fallback = rest.join(',').trim();
  return /^'.*'$/u.test(fallback) ? fallback.slice(1, -1) : undefined;
}
