import { evaluate } from '../../iam/evaluate.ts';
import type { Answer, Layer, Request } from '../../iam/port.ts';
import { EstateBuilder } from '../../model/builder.ts';
import type { Fact } from '../../model/facts.ts';
import { hasHole } from '../../model/hole.ts';
import { doubtsOf } from './ask.ts';
import type { Target } from './granted.ts';
import { callerOf, contextOf, layersOf, targetLayers } from './request.ts';
import { withUnread } from './unread.ts';
import { askedOf, isOfWhoAsks } from './who-can.ts';
import type { AwsIdentity, World } from './world/types.ts';
import { worldOf } from './world/world.ts';

export interface Question {
  /** Every identity whose ARN, name or id ends so is meant. */
  readonly principal: string;
  readonly action: string;
  /** An ARN, or `*` for actions without resources. */
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Keys that the context does not name are missing, not unknown. */
  readonly complete: boolean;
}

/** A layer that was asked, and what it holds. */
export interface Asked {
  readonly layer: Layer;
  /** Names of the policies in it; of an organisation, one list a level from the root. */
  readonly policies: readonly string[];
}

export interface Explanation {
  readonly principal: AwsIdentity;
  readonly request: Request;
  readonly answer: Answer;
  readonly layers: readonly Asked[];
  /** Why the answer may not hold: policies that no file tells. */
  readonly doubts: readonly string[];
}

/** The world of the facts of a finished scan. Undefined where no file tells of AWS. */
export function worldOfFacts(facts: readonly Fact[]): World | undefined {
  const builder = new EstateBuilder();
  for (const fact of facts) builder.fact(fact);
  return worldOf(builder);
}

/** Identities by ARN, or by the end of their ARN or id. */
export function principalsNamed(world: World, typed: string): readonly AwsIdentity[] {
  const exact = world.identities.filter(({ arns, node }) => node === typed || arns.includes(typed));
  if (exact.length > 0) return exact;
  const ends = (text: string): boolean => text === typed || text.endsWith(`/${typed}`) || text.endsWith(`:${typed}`);
  return world.identities.filter(({ arns, node, name }) => name === typed || ends(node) || arns.some(ends));
}

export function explain(world: World, principal: AwsIdentity, question: Question): Explanation {
  const { action, resource, context, complete } = question;
  const { policy: own, ...told } = askedOf(world, resource);
  // The trust policy of a role says who takes it on, and nothing of what is done to it.
  const read = world.byArn.has(resource) && !/^sts:/iu.test(action) ? undefined : own;
  const asked = { ...told, ...(read ? { policy: read } : {}) };
  const whose = hasHole(asked.account);
  const account = whose ? principal.account.id : asked.account;
  const { policy, doubt } = withUnread(world, principal, action, { ...asked, account });
  const target: Target = { resource, account, ...(policy ? { policy } : {}) };
  const open = contextOf(world, principal.account.id, account, context);
  const request: Request = {
    caller: callerOf(principal),
    action,
    resource,
    resourceAccount: account,
    context: complete ? { ...open, unknown: [] } : open,
  };
  const layers = { ...layersOf(principal), ...targetLayers(world, target) };
  const names = (policies: readonly { readonly policy: { readonly name: string } }[]): readonly string[] =>
    policies.map((one) => one.policy.name);
  const answer = evaluate(request, layers);
  const waits = [
    ...(doubt === undefined || doubt === asked.doubt ? [] : [doubt]),
    ...doubtsOf(world, action, target),
    ...(whose && !isOfWhoAsks(resource) ? [`the resource is of account ${account}`] : []),
  ];
  return {
    principal,
    request,
    answer,
    doubts: [
      ...principal.doubts,
      ...(asked.doubt === undefined ? [] : [asked.doubt]),
      ...(answer.outcome === 'deny' ? [] : waits.map((one) => `it does only if ${one}`)),
    ],
    layers: [
      { layer: 'identity', policies: names(layers.identity) },
      ...(layers.boundary ? [{ layer: 'boundary', policies: names([layers.boundary]) } as const] : []),
      ...(layers.resource && read ? [{ layer: 'resource', policies: names([layers.resource]) } as const] : []),
      ...(layers.scps
        ? [{ layer: 'scp', policies: layers.scps.map((level) => names(level).join(' + ')) } as const]
        : []),
      ...(layers.rcps
        ? [{ layer: 'rcp', policies: layers.rcps.map((level) => names(level).join(' + ')) } as const]
        : []),
    ],
  };
}
