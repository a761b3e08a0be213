import { layered } from '../../src/iam/layered.ts';
import type { Caller, CompiledPolicy, Layers, Levels, Request, RequestContext } from '../../src/iam/port.ts';
import {
  boundaryStatements,
  drawn,
  identityStatements,
  policy,
  resourceStatements,
  scpStatements,
  TEAMS,
  type Random,
} from './policies.ts';

export interface Principal {
  readonly caller: Caller;
  readonly layers: Layers;
}

/** An action on a resource with its policy. */
export interface Pair {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly resourcePolicy: CompiledPolicy;
}

/** Accounts, principals and sensitive resources of an estate like those that are scanned; the same for the same seed. */
export interface World {
  readonly principals: readonly Principal[];
  readonly pairs: readonly Pair[];
  readonly contexts: readonly RequestContext[];
}

const ACCOUNTS = 10;
const POLICIES = 300;
const account = (at: number): string => String(111100000000 + at * 11);

export function world(principals: number, pairs: number, seed = 7): World {
  const random = drawn(seed);
  const levels: Levels = scpStatements.map((level) => level.map((statements) => policy('scp', statements)));
  const shared = Array.from({ length: POLICIES }, (_, at) =>
    policy(`managed-${at}`, identityStatements(random, account(at % ACCOUNTS))),
  );
  const boundaries = Array.from({ length: ACCOUNTS }, (_, at) => policy('boundary', boundaryStatements(account(at))));
  return {
    principals: Array.from({ length: principals }, (_, at) => principal(at, random, shared, boundaries, levels)),
    pairs: Array.from({ length: pairs }, (_, at) => pair(at, random)),
    contexts: CONTEXTS,
  };
}

function principal(
  at: number,
  random: Random,
  shared: readonly CompiledPolicy[],
  boundaries: readonly CompiledPolicy[],
  scps: Levels,
): Principal {
  const home = at % ACCOUNTS;
  const team = TEAMS[at % TEAMS.length] ?? 'vision';
  const name = `${team}-${Math.trunc(at / ACCOUNTS)}`;
  const identity = Array.from({ length: 2 + random(3) }, () => shared[random(POLICIES)]).filter(
    (one) => one !== undefined,
  );
  const boundary = boundaries[home];
  return {
    caller: {
      type: 'role',
      arn: `arn:aws:iam::${account(home)}:role/${name}`,
      account: account(home),
      session: 'job',
      tags: { project: team, team },
    },
    layers: { identity, scps, ...(boundary ? { boundary } : {}) },
  };
}

function pair(at: number, random: Random): Pair {
  const home = account(random(ACCOUNTS));
  const team = TEAMS[random(TEAMS.length)] ?? 'vision';
  const [action, resource, container] = FORMS[at % FORMS.length]?.(home, team, at) ?? ['s3:GetObject', '*', '*'];
  return {
    action,
    resource,
    resourceAccount: home,
    resourcePolicy: policy('resource', resourceStatements(random, home, container)),
  };
}

type Form = (
  account: string,
  team: string,
  at: number,
) => readonly [action: string, resource: string, container: string];
const same = (action: string, arn: string): readonly [string, string, string] => [action, arn, arn];
const FORMS: readonly Form[] = [
  (_, team, at) => ['s3:GetObject', `arn:aws:s3:::${team}-models/run-${at}/weights.bin`, `arn:aws:s3:::${team}-models`],
  (_, team, at) => ['s3:PutObject', `arn:aws:s3:::${team}-data/part-${at}`, `arn:aws:s3:::${team}-data`],
  (home, team, at) =>
    same('secretsmanager:GetSecretValue', `arn:aws:secretsmanager:us-east-1:${home}:secret:${team}/key-${at}`),
  (home, _, at) => same('kms:Decrypt', `arn:aws:kms:us-east-1:${home}:key/${at}`),
  (_, __, at) => same('bedrock:InvokeModel', `arn:aws:bedrock:us-east-1::foundation-model/model-${at % 40}`),
  (home, team, at) => same('sagemaker:InvokeEndpoint', `arn:aws:sagemaker:us-east-1:${home}:endpoint/${team}-${at}`),
  (home, team) => same('iam:PassRole', `arn:aws:iam::${home}:role/${team}-execution`),
  (home, _, at) => same('ecr:BatchGetImage', `arn:aws:ecr:us-east-1:${home}:repository/image-${at}`),
];

/** A scan that knows nothing of the request, one that knows the region, and a request that is known. */
const CONTEXTS: readonly RequestContext[] = [
  { present: {}, unknown: 'all', missing: [] },
  {
    present: { 'aws:RequestedRegion': ['us-east-1'], 'aws:PrincipalOrgID': ['o-exampleorgid'] },
    unknown: 'all',
    missing: [],
  },
  {
    present: {
      'aws:RequestedRegion': ['us-east-1'],
      'aws:SourceIp': ['10.1.2.3'],
      'aws:SecureTransport': ['true'],
      'aws:PrincipalOrgID': ['o-exampleorgid'],
      'aws:MultiFactorAuthPresent': ['false'],
    },
    unknown: [],
    missing: [],
  },
];

export interface Asked {
  readonly request: Request;
  readonly layers: Layers;
}

/** Questions with four layers each, principal and pair by chance; every other one within an account. */
export function questions({ principals, pairs, contexts }: World, count: number, seed = 11): readonly Asked[] {
  const random = drawn(seed);
  const byAccount = new Map<string, Principal[]>();
  for (const one of principals) {
    const home = 'account' in one.caller ? one.caller.account : '';
    byAccount.set(home, [...(byAccount.get(home) ?? []), one]);
  }
  return Array.from({ length: count }, (_, at) => {
    const what = pairs[random(pairs.length)];
    const from = (at % 2 === 0 ? byAccount.get(what?.resourceAccount ?? '') : undefined) ?? principals;
    const who = from[random(from.length)];
    const context = contexts[random(contexts.length)];
    if (!who || !what || !context) throw new Error('an empty world');
    const { action, resource, resourceAccount, resourcePolicy } = what;
    return {
      request: { caller: who.caller, action, resource, resourceAccount, context },
      layers: layered(who.layers, { resource: resourcePolicy }),
    };
  });
}
