import { last4, type SecretDigest } from '../bytes/digest.ts';
import type { CredentialFact } from '../model/facts.ts';
import type { Detected } from './detect.ts';

/** What may be told of a credential. */
export type Described = Pick<CredentialFact, 'kind' | 'key' | 'digest' | 'last4' | 'defaultOf' | 'cloud'>;

/** All of what was found but its value. Of a shipped default no characters are told: everybody knows it by its product. */
export function described({ kind, key, value, defaultOf, cloud }: Detected, digest: SecretDigest): Described {
  const tail = defaultOf === undefined ? last4(value) : undefined;
  return {
    ...{ kind, key, digest: digest.of(value) },
    ...(tail === undefined ? {} : { last4: tail }),
    ...(defaultOf === undefined ? {} : { defaultOf }),
    ...(cloud === undefined ? {} : { cloud }),
  };
}
