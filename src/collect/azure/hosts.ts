import { WritError } from '../../model/errors.ts';
import { givenBase } from '../rest/address.ts';

export type Host = 'arm' | 'graph';

interface Cloud {
  readonly authority: string;
  readonly hosts: Readonly<Record<Host, string>>;
}

/**
 * Clouds by the authority host that @azure/identity signs in at (AZURE_AUTHORITY_HOST, `AzureAuthorityHosts`). Addresses: Azure documentation,
 * "Compare Azure Government and global Azure" and "Azure China developer guide"; Microsoft Graph, "National cloud deployments".
 */
const CLOUDS: readonly Cloud[] = [
  {
    authority: 'login.microsoftonline.com',
    hosts: { arm: 'https://management.azure.com', graph: 'https://graph.microsoft.com' },
  },
  {
    authority: 'login.microsoftonline.us',
    hosts: { arm: 'https://management.usgovcloudapi.net', graph: 'https://graph.microsoft.us' },
  },
  {
    authority: 'login.chinacloudapi.cn',
    hosts: { arm: 'https://management.chinacloudapi.cn', graph: 'https://microsoftgraph.chinacloudapi.cn' },
  },
];

const VARIABLES = { arm: 'WRIT_AZURE_RESOURCE_MANAGER', graph: 'WRIT_AZURE_GRAPH' } as const;

type Env = Readonly<Record<string, string | undefined>>;

export interface Place {
  readonly base: string;
  /** What the token is for: the cloud's own address, whatever stands in its place. */
  readonly scope: string;
}

export function placesIn(env: Env): Readonly<Record<Host, Place>> {
  const authority = (env['AZURE_AUTHORITY_HOST'] ?? 'login.microsoftonline.com').replace(/^https:\/\/|\/+$/gu, '');
  const cloud = CLOUDS.find((one) => one.authority === authority.toLowerCase());
  if (!cloud) throw new WritError('usage', `AZURE_AUTHORITY_HOST ${authority} is of no cloud that is known`);
  const place = (host: Host): Place => {
    const given = env[VARIABLES[host]];
    const own = cloud.hosts[host];
    return { base: given === undefined ? own : givenBase(VARIABLES[host], given), scope: `${own}/.default` };
  };
  return { arm: place('arm'), graph: place('graph') };
}
