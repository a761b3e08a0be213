/** Why an identity, a document or a bundle is refused, by stable codes: `{}` takes a detail that is never the document itself. */
export const REFUSALS = {
  'bad-id': 'it is no SPIFFE ID: {}',
  'bad-trust-domain': 'it is no name of a trust domain: {}',
  'no-path': 'the SPIFFE ID of a workload has a path{}',
  'too-large': 'it is larger than {}',
  malformed: 'it is malformed: {}',
  'unknown-trust-domain': 'there is no bundle of the trust domain {}',
  'not-yet-valid': 'it is not valid yet{}',
  expired: 'it has expired{}',
  'bad-signature': 'the signature does not fit{}',
  'weak-algorithm': 'the algorithm or key is not accepted: {}',
  'no-chain': 'no authority of the bundle stands behind it{}',
  'long-chain': 'the chain is longer than {}',
  'no-uri': 'the certificate holds no URI{}',
  'many-uris': 'the certificate holds {} URIs, one is allowed',
  'is-authority': 'a signing certificate identifies nobody: {}',
  'no-authority': 'a certificate of the chain may not sign others: {}',
  'path-length': 'the chain is longer than an authority in it allows{}',
  'key-usage': 'the key usage is not that of an SVID: {}',
  'name-constraint': 'an authority may not speak for this name: {}',
  'critical-extension': 'a critical extension is not understood: {}',
  'header-field': 'the header may not hold {}',
  'no-key-id': 'the header names no key{}',
  'unknown-key': 'the bundle has no key of this id{}',
  'no-expiry': 'there is no expiry{}',
  'no-audience': 'there is no audience{}',
  'other-audience': 'it is meant for somebody else{}',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Something that was shown is not accepted. The message may be told to whoever showed it; nothing of the document stands in it. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, detail = '') {
    super(REFUSALS[code].replace('{}', () => detail));
    this.name = 'Refusal';
    this.code = code;
  }
}
