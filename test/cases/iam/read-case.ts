import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compile } from '../../../src/iam/compile.ts';
import { parsePolicyText } from '../../../src/iam/parse/policy.ts';
import type { Caller, CompiledPolicy, Layers, Levels, Request } from '../../../src/iam/port.ts';

/** A case of the golden suite (README.md), ready to be asked. */
export interface GoldenCase {
  readonly file: string;
  readonly proves: string;
  readonly request: Request;
  readonly layers: Layers;
  readonly want: {
    readonly want: 'allow' | 'deny' | 'allow-if';
    readonly by: readonly string[];
    readonly layer?: string;
    readonly explicit?: boolean;
    readonly needs?: readonly string[];
  };
}

interface Written {
  readonly proves: string;
  readonly caller: Readonly<
    Partial<Record<'role' | 'user' | 'root' | 'federatedUser' | 'service' | 'webIdentity' | 'saml' | 'session', string>>
  > & { readonly tags?: Readonly<Record<string, string>>; readonly serviceLinked?: boolean };
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly managementAccount?: boolean;
  readonly resourceInManagementAccount?: boolean;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly unknown?: readonly string[];
  readonly identity?: readonly unknown[];
  readonly session?: readonly unknown[];
  readonly boundary?: unknown;
  readonly resourcePolicy?: unknown;
  readonly callerScps?: readonly (readonly unknown[])[];
  readonly resourceRcps?: readonly (readonly unknown[])[];
  readonly want: GoldenCase['want']['want'];
  readonly by: readonly string[];
  readonly layer?: string;
  readonly explicit?: boolean;
  readonly needs?: readonly string[];
}

const folder = new URL('.', import.meta.url);

export function goldenCases(): readonly GoldenCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().flatMap((file) => {
    const { cases } = parse(readFileSync(new URL(file, folder), 'utf8')) as { readonly cases: readonly Written[] };
    return cases.map((one) => golden(file, one));
  });
}

function golden(file: string, one: Written): GoldenCase {
  const { want, by, layer, explicit, needs } = one;
  return {
    file,
    proves: one.proves,
    request: requestOf(one),
    layers: layersOf(file, one),
    want: {
      want,
      by: [...by].sort(),
      ...(want === 'deny' ? { layer: layer ?? 'none', explicit: explicit === true } : {}),
      ...(want === 'allow-if' ? { needs: [...(needs ?? [])].map((key) => key.toLowerCase()).sort() } : {}),
    },
  };
}

function requestOf(one: Written): Request {
  const values = Object.entries(one.context ?? {}).map(([key, value]) => [key, [value].flat()] as const);
  return {
    caller: callerOf(one.caller),
    action: one.action,
    resource: one.resource,
    ...(one.resourceAccount === undefined ? {} : { resourceAccount: one.resourceAccount }),
    context: {
      present: Object.fromEntries(values),
      unknown: one.unknown?.includes('*') === true ? 'all' : (one.unknown ?? []),
      missing: [],
    },
  };
}

function callerOf({ session, tags, serviceLinked, ...who }: Written['caller']): Caller {
  const { role, user, root, federatedUser, service, webIdentity, saml } = who;
  const account = (arn: string): string => arn.split(':')[4] ?? '';
  const more = tags === undefined ? {} : { tags };
  if (role !== undefined)
    return {
      type: 'role',
      arn: role,
      account: account(role),
      ...(session === undefined ? {} : { session: session }),
      ...(serviceLinked === true ? { serviceLinked } : {}),
      ...more,
    };
  if (user !== undefined) return { type: 'user', arn: user, account: account(user), ...more };
  if (root !== undefined) return { type: 'root', account: root };
  if (federatedUser !== undefined)
    return { type: 'federated-user', arn: federatedUser, account: account(federatedUser) };
  if (service !== undefined) return { type: 'service', name: service };
  if (webIdentity !== undefined) return { type: 'web-identity', provider: webIdentity };
  return saml === undefined ? { type: 'anonymous' } : { type: 'saml', provider: saml };
}

function layersOf(file: string, one: Written): Layers {
  const policy = (written: unknown): CompiledPolicy =>
    compile(parsePolicyText(JSON.stringify(written), { file, line: 1 }, one.proves).policy);
  const levels = (written: readonly (readonly unknown[])[]): Levels => written.map((level) => level.map(policy));
  return {
    identity: (one.identity ?? []).map(policy),
    ...(one.boundary === undefined ? {} : { boundary: policy(one.boundary) }),
    ...(one.session === undefined ? {} : { session: one.session.map(policy) }),
    ...(one.resourcePolicy === undefined ? {} : { resource: policy(one.resourcePolicy) }),
    ...(one.callerScps === undefined ? {} : { scps: levels(one.callerScps) }),
    ...(one.resourceRcps === undefined ? {} : { rcps: levels(one.resourceRcps) }),
    ...(one.managementAccount === true ? { callerInManagement: true } : {}),
    ...(one.resourceInManagementAccount === true ? { resourceInManagement: true } : {}),
  };
}
