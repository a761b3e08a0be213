import type { Operator } from '../parse/operators.ts';
import type { Values } from './context.ts';
import { arnGlob, glob } from './glob.ts';
import { replaced } from './variables.ts';

/** Whether one value of the request equals, matches or compares with one value of the policy, by the positive form of the operator. */
export function compares(operator: Operator, wanted: string, value: string, version: string, values: Values): boolean {
  const base = operator.replace('Not', '');
  if (base.startsWith('String')) return strings(base, wanted, value, version, values);
  if (base.startsWith('Arn')) {
    const pattern = replaced(wanted, version, values);
    return pattern !== undefined && arnGlob(pattern, value);
  }
  if (base.startsWith('Numeric')) return ordered(base.slice('Numeric'.length), number(value), number(wanted));
  if (base.startsWith('Date')) return ordered(base.slice('Date'.length), date(value), date(wanted));
  if (base === 'Bool') return /^(?:true|false)$/iu.test(wanted) && value.toLowerCase() === wanted.toLowerCase();
  if (base === 'IpAddress') return inside(value, wanted);
  return value === wanted;
}

function strings(base: string, wanted: string, value: string, version: string, values: Values): boolean {
  const pattern = replaced(wanted, version, values);
  if (pattern === undefined) return false;
  if (base === 'StringLike') return glob(pattern, value);
  const text = pattern.map((token) => ('literal' in token ? token.literal : token.wildcard)).join('');
  return base === 'StringEqualsIgnoreCase' ? text.toLowerCase() === value.toLowerCase() : text === value;
}

function ordered(order: string, value: number, bound: number): boolean {
  if (Number.isNaN(value) || Number.isNaN(bound)) return false;
  if (order === 'LessThan') return value < bound;
  if (order === 'LessThanEquals') return value <= bound;
  if (order === 'GreaterThan') return value > bound;
  return order === 'GreaterThanEquals' ? value >= bound : value === bound;
}

const number = (text: string): number => (/^[+-]?\d+(?:\.\d+)?$/u.test(text) ? Number(text) : Number.NaN);

/** Seconds since 1970; a number of other than four digits is seconds. */
function date(text: string): number {
  if (/^-?\d+(?:\.\d+)?$/u.test(text) && !/^\d{4}$/u.test(text)) return Number(text);
  if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/u.test(text))
    return Number.NaN;
  const zoned = text.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/u.test(text) ? `${text}Z` : text;
  return Date.parse(zoned) / 1000;
}

/** Addresses as their bits: a block holds those that begin with its own first bits. */
function inside(address: string, block: string): boolean {
  const [base = '', length] = block.split('/');
  const outer = bits(base);
  const [inner = '', innerLength] = address.split('/');
  const own = bits(inner);
  if (outer === undefined || own?.length !== outer.length) return false;
  const wanted = length === undefined ? outer.length : Number(length);
  const whole = innerLength === undefined ? own.length : Number(innerLength);
  return wanted <= whole && own.startsWith(outer.slice(0, wanted));
}

function bits(address: string): string | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(address)) {
    const parts = address.split('.').map(Number);
    return parts.every((part) => part < 256)
      ? parts.map((part) => part.toString(2).padStart(8, '0')).join('')
      : undefined;
  }
  if (!/^[0-9a-f:]+$/iu.test(address) || !address.includes(':')) return undefined;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0');
  const groups = [...left, ...zeros, ...right];
  return groups.length === 8
    ? groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
    : undefined;
}
