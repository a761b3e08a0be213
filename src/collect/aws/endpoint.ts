import { serviceOf, type ServiceName } from './services.ts';

/** Where a service answers, and for which region a request is signed. */
export interface Endpoint {
  readonly url: string;
  readonly signingRegion: string;
  readonly signingName: string;
}

interface Partition {
  readonly name: string;
  readonly regions: RegExp;
  readonly suffix: string;
  /** Host and signing region of the services that have one endpoint. */
  readonly global: Readonly<Record<string, readonly [host: string, region: string]>>;
}

/** AWS General Reference, "Service endpoints" of IAM and Organizations; the suffixes of "AWS Regions" by partition. */
const PARTITIONS: readonly Partition[] = [
  {
    name: 'aws-cn',
    regions: /^cn-/u,
    suffix: 'amazonaws.com.cn',
    global: {
      iam: ['iam.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
      organizations: ['organizations.cn-northwest-1.amazonaws.com.cn', 'cn-northwest-1'],
    },
  },
  {
    name: 'aws-us-gov',
    regions: /^us-gov-/u,
    suffix: 'amazonaws.com',
    global: {
      iam: ['iam.us-gov.amazonaws.com', 'us-gov-west-1'],
      organizations: ['organizations.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    },
  },
  {
    name: 'aws',
    regions: /^/u,
    suffix: 'amazonaws.com',
    global: {
      iam: ['iam.amazonaws.com', 'us-east-1'],
      organizations: ['organizations.us-east-1.amazonaws.com', 'us-east-1'],
    },
  },
];

const partitionOf = (region: string): Partition | undefined => PARTITIONS.find(({ regions }) => regions.test(region));

type Env = Readonly<Record<string, string | undefined>>;

/** As the SDKs' guide has it: AWS_ENDPOINT_URL_<SERVICE>, else AWS_ENDPOINT_URL, else the service's own address. */
export function endpointOf(name: ServiceName, region: string, env: Env): Endpoint {
  const service = serviceOf(name);
  const partition = partitionOf(region);
  const one = service.global ? partition?.global[name] : undefined;
  const host = one?.[0] ?? `${service.host ?? name}.${region}.${partition?.suffix ?? 'amazonaws.com'}`;
  return {
    url: env[`AWS_ENDPOINT_URL_${service.endpointVariable}`] ?? env['AWS_ENDPOINT_URL'] ?? `https://${host}`,
    signingRegion: one?.[1] ?? region,
    signingName: service.signs ?? name,
  };
}

/** `aws`, `aws-cn` or `aws-us-gov`, as ARNs of the region begin. */
export const partitionName = (region: string): string => partitionOf(region)?.name ?? 'aws';
