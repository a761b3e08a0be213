import type { AwsCondition, AwsPolicy } from '../../model/aws-policy.ts';
import { parseOperator } from '../parse/operators.ts';

/** What a key may be: missing, or values. */
export type Sample = readonly string[] | undefined;

/** For each key that is unknown and named by a policy, the values at which some condition on it could turn. */
export function samples(
  policies: readonly AwsPolicy[],
  unknown: (key: string) => boolean,
  resource: string,
): ReadonlyMap<string, readonly Sample[]> {
  const conditions = policies.flatMap(({ statements }) => statements.flatMap((one) => one.conditions));
  const byKey = new Map<string, AwsCondition[]>();
  for (const condition of conditions) {
    const key = condition.key.toLowerCase();
    if (unknown(key)) byKey.set(key, [...(byKey.get(key) ?? []), condition]);
  }
  const inTexts = new Set(variables(policies).filter(unknown));
  for (const key of inTexts) if (!byKey.has(key)) byKey.set(key, []);
  // A variable may bring in what makes a pattern the resource: one of its parts.
  const parts = resource.split(/[:/]/u).filter((part) => part !== '');
  return new Map([...byKey].map(([key, about]) => [key, statesOf(about, inTexts.has(key) ? parts : [])]));
}

function statesOf(conditions: readonly AwsCondition[], more: readonly string[]): readonly Sample[] {
  const values = new Set([...conditions.flatMap(valuesOf), ...more]);
  if (
    values.size === 0 ||
    conditions.every(({ operator }) => !/^(?:for\w+:)?(?:numeric|date|bool|ip|notip)/iu.test(operator))
  )
    values.add('zz');
  const list = [...values];
  const several = conditions.some(({ operator }) => operator.includes(':'));
  const pairs = several ? list.flatMap((one, at) => list.slice(at + 1).map((other) => [one, other])) : [];
  return [undefined, ...list.map((one) => [one]), ...pairs];
}

function valuesOf({ operator, values }: AwsCondition): readonly string[] {
  const base = parseOperator(operator)?.operator ?? 'StringEquals';
  if (base === 'Bool') return ['true', 'false'];
  if (base === 'Null') return [];
  if (base.startsWith('Numeric'))
    return values.flatMap((value) => [-0.5, 0, 0.5].map((step) => String(Number(value) + step)));
  if (base.startsWith('Date'))
    return values.flatMap((value) => [-1, 0, 1].map((step) => String(Date.parse(value) / 1000 + step)));
  if (base.endsWith('IpAddress')) return [...values.map((value) => value.split('/')[0] ?? ''), '192.0.2.1'];
  return values.flatMap((value) => [value.replace(/[*?]/gu, 'x'), value.replace(/\*/gu, '').replace(/\?/gu, 'y')]);
}

const variables = (policies: readonly AwsPolicy[]): readonly string[] => [
  ...new Set(
    policies.flatMap((policy) =>
      [...JSON.stringify(policy.statements).matchAll(/\$\{([^},]+)/gu)].map(([, key = '']) => key.trim().toLowerCase()),
    ),
  ),
];
