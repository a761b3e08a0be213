import type * as Sts from '@aws-sdk/client-sts';
import type * as Protocols from '@aws-sdk/core/protocols';
import type * as Client from '@smithy/core/client';
import type * as Endpoints from '@smithy/core/endpoints';
import type { CollectOptions } from '../port.ts';
import { sdk } from '../sdk.ts';
import type { Endpoint } from './endpoint.ts';
import type { Input, Operation } from './operations.ts';
import { bareName, BODY, operationSchema } from './schema.ts';
import { serviceOf, type Service, type ServiceName } from './services.ts';
import { isRecord } from '../shape.ts';

/** What `npm install` needs: the smallest official client and the parts that all official clients are made of. */
export const PACKAGES = ['@aws-sdk/client-sts', '@aws-sdk/core', '@smithy/core'] as const;

export interface Sdk {
  readonly sts: typeof Sts;
  readonly protocols: typeof Protocols;
  readonly client: typeof Client;
  readonly endpoints: typeof Endpoints;
}
export type Credentials = NonNullable<Sts.STSClientConfig['credentials']>;

async function load(): Promise<Sdk> {
  // The version in use is the user's choice, and its notice of a coming end of Node 20 would stand among our lines.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const [sts, protocols, client, endpoints] = await Promise.all([
    import('@aws-sdk/client-sts'),
    import('@aws-sdk/core/protocols'),
    import('@smithy/core/client'),
    import('@smithy/core/endpoints'),
  ]);
  return { sts, protocols, client, endpoints };
}

export const loadSdk = (): Promise<Sdk> => sdk(load, PACKAGES);

/** Asks one service in one region. */
export type Ask = (operation: Operation, input: Input) => Promise<unknown>;

/**
 * A client of any service: the SDK's own, with the protocol, endpoint and schemas of the service in place of STS's. Credentials,
 * signing, throttling, retries, clock skew and wire formats are the SDK's.
 */
export function serviceClient(
  { sts, protocols, client, endpoints }: Sdk,
  name: ServiceName,
  endpoint: Endpoint,
  credentials: Credentials | undefined,
  { timeout, attempts }: Pick<CollectOptions, 'timeout' | 'attempts'>,
): { readonly ask: Ask; readonly close: () => void } {
  const service = serviceOf(name);
  const { url, ...signing } = endpoint;
  const config = {
    region: endpoint.signingRegion,
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: attempts,
    retryMode: 'adaptive',
    requestHandler: {
      connectionTimeout: Math.min(timeout, 10_000),
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
    },
    protocol: protocolOf(protocols, service),
    protocolSettings: {
      defaultNamespace: 'writ',
      errorTypeRegistries: [],
      serviceTarget: service.target ?? '',
      version: service.version ?? '',
      xmlNamespace: service.xmlNamespace ?? '',
    },
    endpointProvider: () => ({
      url: new URL(url),
      properties: { authSchemes: [{ name: 'sigv4', ...signing }] },
    }),
    signingEscapePath: name !== 's3',
  };
  const made = new sts.STSClient(config as never);
  const ask: Ask = async (operation, input) => {
    const schema = operationSchema(operation, input);
    const make = client.makeBuilder(
      ENDPOINT_PARAMETERS,
      service.target ?? name,
      'WritClient',
      endpoints.getEndpointPlugin,
    );
    const Command = make({}, () => [], bareName(operation), schema as never);
    const output: unknown = await made.send(new Command(input as never) as never);
    if (!isRecord(output)) return {};
    return service.protocol === 'rest-json' ? output[BODY] : output;
  };
  return {
    ask,
    close: () => {
      made.destroy();
    },
  };
}

const ENDPOINT_PARAMETERS = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

function protocolOf(protocols: Sdk['protocols'], { protocol }: Service): never {
  const classes = {
    'json1.0': protocols.AwsJson1_0Protocol,
    'json1.1': protocols.AwsJson1_1Protocol,
    query: protocols.AwsQueryProtocol,
    ec2: protocols.AwsEc2QueryProtocol,
    'rest-json': protocols.AwsRestJsonProtocol,
    'rest-xml': protocols.AwsRestXmlProtocol,
  };
  return classes[protocol] as never;
}
