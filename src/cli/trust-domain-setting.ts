import { durationMs } from '../config/duration.ts';
import type { Config } from '../config/schema.ts';
import { checkPolicy, USUAL } from '../issuer/policy.ts';
import type { TrustDomainSetting } from '../server/issuing.ts';

/** What the configuration says of the trust domain; what it leaves out is as usual. Throws where authorities would end before what they sign. */
export function trustDomainSetting({ trustDomain = {} }: Config): TrustDomainSetting {
  const { name, authorityLife, refresh, x509 = {}, jwt = {}, wrappingKeyFile } = trustDomain;
  const time = (text: string | undefined, usual: number): number => (text === undefined ? usual : durationMs(text));
  const policy = {
    keys: { x509: x509.key ?? USUAL.keys.x509, jwt: jwt.key ?? USUAL.keys.jwt },
    svidTtl: { x509: time(x509.life, USUAL.svidTtl.x509), jwt: time(jwt.life, USUAL.svidTtl.jwt) },
    authorityTtl: time(authorityLife, USUAL.authorityTtl),
    refresh: time(refresh, USUAL.refresh),
  };
  checkPolicy(policy);
  return { name, policy, wrappingKeyFile };
}
