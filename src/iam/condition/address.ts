/** Addresses of one family as a range of whole numbers, ends included. */
export interface Range {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** An address or a CIDR block (RFC 4632, RFC 4291); undefined for anything else. */
export function rangeOf(text: string): Range | undefined {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const version = host.includes(':') ? 6 : 4;
  const size = version === 4 ? 32 : 128;
  const address = version === 4 ? v4(host) : v6(host);
  if (address === undefined) return undefined;
  const bits = slash < 0 ? size : bitsOf(text.slice(slash + 1), size);
  if (bits === undefined) return undefined;
  const rest = (1n << BigInt(size - bits)) - 1n;
  const first = (address >> BigInt(size - bits)) << BigInt(size - bits);
  return { version, first, last: first + rest };
}

export const within = (outer: Range, inner: Range): boolean =>
  outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;

function bitsOf(text: string, size: number): number | undefined {
  const bits = /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
  return bits <= size ? bits : undefined;
}

function v4(text: string): bigint | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/u.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function v6(text: string): bigint | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<bigint>(missing).fill(0n), ...(tail ?? [])];
  return groups.reduce((sum, group) => (sum << 16n) | group, 0n);
}

/** Groups of sixteen bits; the last may be an address of version 4. */
function groupsOf(text: string): readonly bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: bigint[] = [];
  for (const [at, part] of parts.entries()) {
    const old = at === parts.length - 1 && part.includes('.') ? v4(part) : undefined;
    if (old !== undefined) groups.push(old >> 16n, old & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/iu.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
