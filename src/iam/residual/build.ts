import type { CompiledPolicy, Layer, Levels, Need } from '../port.ts';
import { namesToDeny, nameToAllow } from '../layers/grants.ts';
import { asPolicy } from '../layers/policy-set.ts';
import type { Candidate } from '../layers/candidate.ts';
import { ACCOUNT, ITSELF, ROLE, type Naming } from '../layers/principal.ts';
import {
  boundaryOf,
  hasPolicies,
  identityOf,
  rcpsOf,
  resourceMustAllow,
  sameAccount,
  scpsOf,
  sessionOf,
} from '../layers/scope.ts';
import type { Question } from '../question/question.ts';
import { MAYBE, YES } from '../truth.ts';
import { all, any, isFalse, none, TRUE, type Left, type Node } from './node.ts';
import { leftOf } from './statement.ts';

/** One part of the answer, all of which have to hold. */
export interface Part {
  readonly layer: Layer;
  readonly node: Node;
}

/** The whole question as a formula, part by part. `decide` without its short cuts. */
export function partsOf(question: Question): readonly Part[] {
  const parts: Part[] = [];
  const scps = scpsOf(question);
  if (scps) parts.push({ layer: 'scp', node: all(scps.map((level) => allowNode(level, question))) });
  parts.push({ layer: question.caller.inAccount ? 'identity' : 'resource', node: mayDo(question) });
  for (const { layer, left } of deniesLeft(question))
    parts.push({ layer, node: none(any(left.map(({ node }) => node))) });
  return parts;
}

/** The denying statements of every layer that may apply. */
export function deniesLeft(question: Question): readonly { readonly layer: Layer; readonly left: readonly Left[] }[] {
  const { resource } = question.layers;
  const boundary = boundaryOf(question);
  const levels = (all: Levels | undefined): readonly CompiledPolicy[] => all?.flat() ?? [];
  const denies = (layer: Layer, policies: readonly CompiledPolicy[]): { layer: Layer; left: readonly Left[] } => ({
    layer,
    left: policies
      .flatMap((policy) => asPolicy(policy).concerned(question.action).denies)
      .map((candidate) => ({ candidate, node: denyNode(layer, candidate, question) }))
      .filter(({ node }) => !isFalse(node)),
  });
  return [
    denies('identity', identityOf(question)),
    denies('boundary', boundary ? [boundary] : []),
    denies('session', sessionOf(question) ?? []),
    denies('resource', resource ? [resource] : []),
    denies('scp', levels(scpsOf(question))),
    denies('rcp', levels(rcpsOf(question))),
  ];
}

function denyNode(layer: Layer, candidate: Candidate, question: Question): Node {
  const { principals, notPrincipals } = candidate.statement;
  const names = principals !== undefined || notPrincipals !== undefined;
  if (layer === 'resource' || (layer === 'rcp' && names))
    return leftOf(candidate, question, namesToDeny(candidate, question));
  return leftOf(candidate, question, YES, layer === 'rcp' || !names);
}

/** The allowing statements of policies without principals. */
export const allowsLeft = (policies: readonly CompiledPolicy[], question: Question): readonly Left[] =>
  policies
    .flatMap((policy) => asPolicy(policy).concerned(question.action).allows)
    .map((candidate) => {
      const { principals, notPrincipals } = candidate.statement;
      return {
        candidate,
        node: leftOf(candidate, question, YES, principals === undefined && notPrincipals === undefined),
      };
    })
    .filter(({ node }) => !isFalse(node));

/** The statements of the resource's policy that allow the caller under a name. */
export function grantsLeft(question: Question, naming: Naming): readonly Left[] {
  const { resource } = question.layers;
  if (!resource) return [];
  return asPolicy(resource)
    .concerned(question.action)
    .allows.map((candidate) => ({
      candidate,
      node: leftOf(candidate, question, nameToAllow(candidate, question, naming)),
    }))
    .filter(({ node }) => !isFalse(node));
}

const nodes = (left: readonly Left[]): Node => any(left.map(({ node }) => node));
const allowNode = (policies: readonly CompiledPolicy[], question: Question): Node =>
  nodes(allowsLeft(policies, question));
const grantNode = (question: Question, ...namings: readonly Naming[]): Node =>
  any(namings.map((naming) => nodes(grantsLeft(question, naming))));

function mayDo(question: Question): Node {
  if (!question.caller.inAccount) return grantNode(question, ITSELF);
  const same = sameAccount(question);
  if (same === YES) return inAccount(question);
  if (same !== MAYBE) return acrossAccounts(question);
  const either: Need = {
    key: 'account',
    text: `the resource is of account ${question.caller.account ?? ''}`,
    kind: 'unresolved',
  };
  const open: Node = { kind: 'open', needs: [either] };
  return any([all([open, inAccount(question)]), all([open, acrossAccounts(question)])]);
}

function inAccount(question: Question): Node {
  const must = resourceMustAllow(question);
  if (!hasPolicies(question)) return must ? grantNode(question, ITSELF, ROLE, ACCOUNT) : TRUE;
  const own = allowNode(identityOf(question), question);
  const byAccount = must ? all([own, grantNode(question, ACCOUNT)]) : own;
  const boundary = question.action.trust ? boundaryOf(question) : undefined;
  const directly = grantNode(question, ITSELF);
  return any([
    boundary ? all([directly, allowNode([boundary], question)]) : directly,
    all([limits(question), any([grantNode(question, ROLE), byAccount])]),
  ]);
}

function acrossAccounts(question: Question): Node {
  const theirs = grantNode(question, ITSELF, ROLE, ACCOUNT);
  if (!hasPolicies(question)) return theirs;
  return all([theirs, allowNode(identityOf(question), question), limits(question)]);
}

export function limits(question: Question): Node {
  const boundary = boundaryOf(question);
  const session = sessionOf(question);
  return all([boundary ? allowNode([boundary], question) : TRUE, session ? allowNode(session, question) : TRUE]);
}
