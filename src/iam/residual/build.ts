import type { Layer } from '../port.ts';
import { namesToDeny, nameToAllow } from '../layers/grants.ts';
import { asPolicy, identitySet, rcpSet, scpSet, sessionSet, type PolicySet } from '../layers/policy-set.ts';
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
import { all, any, isFalse, none, TRUE, type Left, type Node, type OpenNeed } from './node.ts';
import { leftOf } from './statement.ts';

/** One part of the answer, all of which have to hold. */
export interface Part {
  readonly layer: Layer;
  readonly node: Node;
}

type Asked = Pick<PolicySet, 'concerned'>;

/** The whole question as a formula, part by part. `decide` without its short cuts. */
export function partsOf(question: Question): readonly Part[] {
  const parts: Part[] = [];
  const scps = scpsOf(question);
  if (scps) {
    const { allows } = scpSet(scps).concerned(question.action);
    parts.push({ layer: 'scp', node: all(allows.map((level) => nodes(allowing(level, question)))) });
  }
  parts.push({ layer: question.caller.inAccount ? 'identity' : 'resource', node: mayDo(question) });
  for (const { layer, left } of deniesLeft(question))
    parts.push({ layer, node: none(any(left.map(({ node }) => node))) });
  return parts;
}

/** The denying statements of every layer that may apply. */
export function deniesLeft(question: Question): readonly { readonly layer: Layer; readonly left: readonly Left[] }[] {
  const { resource } = question.layers;
  const { action } = question;
  const boundary = boundaryOf(question);
  const session = sessionOf(question);
  const scps = scpsOf(question);
  const rcps = rcpsOf(question);
  const found: { layer: Layer; left: readonly Left[] }[] = [];
  const add = (layer: Layer, { denies }: { readonly denies: readonly Candidate[] }): void => {
    const left = leftWhere(denies, (candidate) => denyNode(layer, candidate, question));
    if (left.length > 0) found.push({ layer, left });
  };
  add('identity', identitySet(identityOf(question)).concerned(action));
  if (boundary) add('boundary', asPolicy(boundary).concerned(action));
  if (session) add('session', sessionSet(session).concerned(action));
  if (resource) add('resource', asPolicy(resource).concerned(action));
  if (scps) add('scp', scpSet(scps).concerned(action));
  if (rcps) add('rcp', rcpSet(rcps).concerned(action));
  return found;
}

/** What is left of statements, without those of which nothing is. */
function leftWhere(candidates: readonly Candidate[], nodeOf: (candidate: Candidate) => Node): readonly Left[] {
  if (candidates.length === 0) return NOTHING;
  const left: Left[] = [];
  for (const candidate of candidates) {
    const node = nodeOf(candidate);
    if (!isFalse(node)) left.push({ candidate, node });
  }
  return left;
}

const NOTHING: readonly Left[] = [];

function denyNode(layer: Layer, candidate: Candidate, question: Question): Node {
  const { names } = candidate;
  if (layer === 'resource' || (layer === 'rcp' && names))
    return leftOf(candidate, question, namesToDeny(candidate, question));
  return leftOf(candidate, question, YES, layer === 'rcp' || !names);
}

/** The allowing statements of a policy, or of policies that are attached together, without principals. */
export const allowsLeft = (policies: Asked, question: Question): readonly Left[] =>
  allowing(policies.concerned(question.action).allows, question);

const allowing = (candidates: readonly Candidate[], question: Question): readonly Left[] =>
  leftWhere(candidates, (candidate) => leftOf(candidate, question, YES, !candidate.names));

/** The statements of the resource's policy that allow the caller under a name. */
export function grantsLeft(question: Question, naming: Naming): readonly Left[] {
  const { resource } = question.layers;
  if (!resource) return NOTHING;
  return leftWhere(asPolicy(resource).concerned(question.action).allows, (candidate) =>
    leftOf(candidate, question, nameToAllow(candidate, question, naming)),
  );
}

const nodes = (left: readonly Left[]): Node => any(left.map(({ node }) => node));
const allowNode = (policies: Asked, question: Question): Node => nodes(allowsLeft(policies, question));
const grantNode = (question: Question, ...namings: readonly Naming[]): Node =>
  any(namings.map((naming) => nodes(grantsLeft(question, naming))));

function mayDo(question: Question): Node {
  if (!question.caller.inAccount) return grantNode(question, ITSELF);
  const same = sameAccount(question);
  if (same === YES) return inAccount(question);
  if (same !== MAYBE) return acrossAccounts(question);
  const account = question.caller.account ?? '';
  const either: OpenNeed = {
    key: 'account',
    says: [`the resource is of account ${account}`, `the resource is not of account ${account}`],
    kind: 'unresolved',
  };
  const open: Node = { kind: 'open', needs: [either] };
  return any([all([open, inAccount(question)]), all([open, acrossAccounts(question)])]);
}

function inAccount(question: Question): Node {
  const must = resourceMustAllow(question);
  if (!hasPolicies(question)) return must ? grantNode(question, ITSELF, ROLE, ACCOUNT) : TRUE;
  const own = allowNode(identitySet(identityOf(question)), question);
  const byAccount = must ? all([own, grantNode(question, ACCOUNT)]) : own;
  const boundary = question.action.trust ? boundaryOf(question) : undefined;
  const directly = grantNode(question, ITSELF);
  return any([
    boundary ? all([directly, allowNode(asPolicy(boundary), question)]) : directly,
    all([limits(question), any([grantNode(question, ROLE), byAccount])]),
  ]);
}

function acrossAccounts(question: Question): Node {
  const theirs = grantNode(question, ITSELF, ROLE, ACCOUNT);
  if (!hasPolicies(question)) return theirs;
  return all([theirs, allowNode(identitySet(identityOf(question)), question), limits(question)]);
}

export function limits(question: Question): Node {
  const boundary = boundaryOf(question);
  const session = sessionOf(question);
  return all([
    boundary ? allowNode(asPolicy(boundary), question) : TRUE,
    session ? allowNode(sessionSet(session), question) : TRUE,
  ]);
}
