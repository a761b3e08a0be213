/** An IP network as numbers: version, first address, prefix length. */
export interface Network {
  readonly bits: 32 | 128;
  readonly base: bigint;
  readonly prefix: number;
}

/** `a.b.c.d/n`, `h:h::h/n`, or a single address; undefined when it is none. */
export function network(text: string): Network | undefined {
  const [address = '', written] = text.trim().split('/');
  const base = address.includes(':') ? ipv6(address) : ipv4(address);
  if (base === undefined) return undefined;
  const bits = address.includes(':') ? 128 : 32;
  const prefix = written === undefined ? bits : Number(written);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) return undefined;
  const shift = BigInt(bits - prefix);
  return { bits, base: (base >> shift) << shift, prefix };
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Network, inner: Network): boolean {
  if (outer.bits !== inner.bits || outer.prefix > inner.prefix) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return outer.base >> shift === inner.base >> shift;
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/u.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = (half: string | undefined): readonly string[] =>
    half === undefined || half === '' ? [] : half.split(':');
  const [front, back] = [groups(halves[0]), groups(halves[1])];
  const gap = 8 - front.length - back.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  const all = [...front, ...Array<string>(halves.length === 2 ? gap : 0).fill('0'), ...back];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/iu.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
