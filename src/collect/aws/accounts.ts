import { WritError } from '../../model/errors.ts';
import type { CollectOptions } from '../port.ts';
import { serviceClient, type Credentials, type Sdk } from './client.ts';
import { endpointOf, partitionName } from './endpoint.ts';
import { codeOf } from './failure.ts';
import type { Operation } from './operations.ts';
import { isRecord, kept } from '../shape.ts';
import { regions as regionShape } from './shapes.ts';

/** An account and the credentials to read it. */
export interface Account {
  readonly id: string;
  /** Where the caller is at home: the region that is asked for the others. */
  readonly home: string;
  /** Undefined: the SDK's chain (environment, profile, web identity, machine). */
  readonly credentials: Credentials | undefined;
}

/** Who we are. Without an answer nothing else makes sense, so every failure stops here. */
export async function ownAccount(
  sdk: Sdk,
  options: CollectOptions,
): Promise<Account & { readonly caller: string | undefined }> {
  const home = await homeRegion(sdk, options);
  const client = stsClient(sdk, home, undefined, options);
  try {
    const { Account: id, UserId } = await client.send(new sdk.sts.GetCallerIdentityCommand({}));
    if (id === undefined || !/^\d{12}$/u.test(id)) throw new WritError('not-reached', 'AWS tells no account');
    // A role has the same id in each of its sessions (IAM user guide, "Unique identifiers": AROA).
    const caller = UserId?.startsWith('AROA') === true ? UserId.split(':')[0] : UserId;
    return { id, home, credentials: undefined, caller };
  } catch (error) {
    if (error instanceof WritError) throw error;
    const code = codeOf(error);
    throw UNREACHED.test(code)
      ? new WritError('not-reached', `AWS STS in ${home}: ${code}`)
      : new WritError('no-sign-in', `AWS says ${code}`);
  } finally {
    client.destroy();
  }
}

const UNREACHED = /^(?:E[A-Z_]{4,}|TimeoutError|NetworkingError)$/u;

/** A member account, by a role that is the same in each. Credentials are fetched when needed and again before they end. */
export function memberAccount(sdk: Sdk, id: string, role: string, own: Account, options: CollectOptions): Account {
  const arn = `arn:${partitionName(own.home)}:iam::${id}:role/${role}`;
  const credentials = async (): Promise<{
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    expiration: Date;
  }> => {
    const client = stsClient(sdk, own.home, own.credentials, options);
    try {
      const { Credentials: got } = await client.send(
        new sdk.sts.AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'writ-collect', DurationSeconds: 3600 }),
      );
      return {
        accessKeyId: got?.AccessKeyId ?? '',
        secretAccessKey: got?.SecretAccessKey ?? '',
        sessionToken: got?.SessionToken ?? '',
        expiration: got?.Expiration ?? new Date(0),
      };
    } finally {
      client.destroy();
    }
  };
  return { id, home: own.home, credentials };
}

const DESCRIBE_REGIONS: Operation = { name: 'ec2:DescribeRegions', service: 'ec2', keeps: regionShape };

/** The regions that the account has switched on. */
export async function regionsOf(sdk: Sdk, account: Account, options: CollectOptions): Promise<readonly string[]> {
  const endpoint = endpointOf('ec2', account.home, options.env);
  const { ask, close } = serviceClient(sdk, 'ec2', endpoint, account.credentials, options);
  try {
    const answer = kept(await ask(DESCRIBE_REGIONS, {}), regionShape);
    const rows: unknown = isRecord(answer) ? answer['Regions'] : undefined;
    const names = Array.isArray(rows)
      ? rows.flatMap((one: unknown) =>
          isRecord(one) && typeof one['RegionName'] === 'string' ? [one['RegionName']] : [],
        )
      : [];
    return names.filter((one) => REGION.test(one)).sort();
  } finally {
    close();
  }
}

export const REGION = /^[a-z]{2}(?:-[a-z]{2,10}){1,2}-\d{1,2}$/u;

function stsClient(
  sdk: Sdk,
  region: string,
  credentials: Credentials | undefined,
  { env, timeout, attempts }: CollectOptions,
): InstanceType<Sdk['sts']['STSClient']> {
  const endpoint = env['AWS_ENDPOINT_URL_STS'] ?? env['AWS_ENDPOINT_URL'];
  return new sdk.sts.STSClient({
    region,
    maxAttempts: attempts,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    requestHandler: {
      connectionTimeout: Math.min(timeout, 10_000),
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
    },
  });
}

/** As the SDK finds it: AWS_REGION, or the profile; else where the global services are. */
async function homeRegion(sdk: Sdk, { regions }: CollectOptions): Promise<string> {
  try {
    return await new sdk.sts.STSClient({}).config.region();
  } catch {
    return regions?.[0] ?? 'us-east-1';
  }
}
