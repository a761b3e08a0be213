import { readFileSync } from 'node:fs';
import { checkedProviders, type Provider } from '../api/sign-in/oidc/provider.ts';
import type { SignInOptions } from '../api/sign-in/sign-in.ts';
import type { Config } from '../config/schema.ts';
import { WritError } from '../model/errors.ts';

/** How people sign in, as the configuration says; the secrets are read from their files. */
export function signInOptions({ signIn = {} }: Config): SignInOptions {
  const { providers = [], trustedProxies } = signIn;
  return {
    providers: checkedProviders(providers.map(providerOf)),
    ...(trustedProxies ? { trustedProxies } : {}),
  };
}

type Configured = NonNullable<NonNullable<Config['signIn']>['providers']>[number];

function providerOf({ name, title = name, clientSecretFile, ...same }: Configured): Provider {
  return {
    id: name,
    name: title,
    ...same,
    ...(clientSecretFile === undefined ? {} : { clientSecret: secretIn(clientSecretFile) }),
  };
}

function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new WritError('bad-configuration', `${file} cannot be read`, { cause: error });
  }
}
