import { givenBase } from '../rest/address.ts';

/** Hosts of the APIs, without the universe's domain (google-auth-library, `universeDomain`; "googleapis.com" unless the credentials say another). */
const HOSTS = {
  cloudresourcemanager: 'cloudresourcemanager',
  iam: 'iam',
  container: 'container',
  run: 'run',
  aiplatform: 'aiplatform',
  /** Vertex AI documentation, "Locations": resources of a location are asked for at its own host. */
  'aiplatform-location': '{location}-aiplatform',
  notebooks: 'notebooks',
  storage: 'storage',
  secretmanager: 'secretmanager',
} as const;

export type Host = keyof typeof HOSTS;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where each API answers. gcloud's properties `api_endpoint_overrides/API` name another place, and so do their variables
 * (gcloud topic configurations: CLOUDSDK_SECTION_PROPERTY).
 */
export function basesIn(env: Env, universe: string): Readonly<Record<Host, string>> {
  const base = (host: Host): string => {
    const variable = `CLOUDSDK_API_ENDPOINT_OVERRIDES_${host.replace('-location', '').toUpperCase()}`;
    const given = env[variable];
    return given === undefined || given === '' ? `https://${HOSTS[host]}.${universe}` : givenBase(variable, given);
  };
  return Object.fromEntries((Object.keys(HOSTS) as Host[]).map((host) => [host, base(host)])) as Record<Host, string>;
}
