import { checkedProviders, type Provider } from '../api/sign-in/oidc/provider.ts';
import type { SignInOptions } from '../api/sign-in/sign-in.ts';
import type { Config } from '../config/schema.ts';
import { secretIn } from '../config/secret-file.ts';

/** How people sign in, as the configuration says; the secrets are read from their files. */
export function signInOptions({ signIn = {} }: Config): SignInOptions {
  const { providers = [], trustedProxies, triesPerMinute } = signIn;
  return {
    providers: checkedProviders(providers.map(providerOf)),
    ...(trustedProxies ? { trustedProxies } : {}),
    ...(triesPerMinute === undefined ? {} : { triesPerMinute }),
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
