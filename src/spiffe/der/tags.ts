/** Tags of DER (X.690, 8.1.2) that certificates use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[n]` with parts inside, and `[n]` of plain bytes. */
export const within = (n: number): number => 0xa0 | n;
export const plain = (n: number): number => 0x80 | n;
