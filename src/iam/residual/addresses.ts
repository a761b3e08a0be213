import { rangeOf, within, type Range } from '../condition/address.ts';
import type { Constraint } from './possible.ts';

const LAST = { 4: (1n << 32n) - 1n, 6: (1n << 128n) - 1n } as const;

/**
 * Whether an address meets all constraints. CIDR blocks lie in each other or apart, so the lowest address of any region that they cut out is
 * the first of a block, the one after the last of a block, or the first of all.
 */
export function addressExists(constraints: readonly Constraint[]): boolean {
  const tests = constraints.map(({ condition, among }) => ({
    ranges: condition.closed.flatMap((value) => rangeOf(value) ?? []),
    among,
  }));
  const tries: Range[] = [];
  for (const version of [4, 6] as const) {
    const one = (address: bigint): Range => ({ version, first: address, last: address });
    tries.push(one(0n));
    for (const range of tests.flatMap(({ ranges }) => ranges)) {
      if (range.version !== version) continue;
      tries.push(one(range.first));
      if (range.last < LAST[version]) tries.push(one(range.last + 1n));
    }
  }
  return tries.some((address) =>
    tests.every(({ ranges, among }) => ranges.some((range) => within(range, address)) === among),
  );
}
