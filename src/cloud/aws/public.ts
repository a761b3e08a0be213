import type { Caller, Layers } from '../../iam/port.ts';
import type { PublicResourceFact } from '../../model/cloud-findings-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { askOf } from './ask.ts';
import type { Granted } from './granted.ts';
import { contextOf, insider, type Known } from './request.ts';
import { OTHER_ORGANISATION, STRANGER } from './assume/from-outside.ts';
import { DERIVED, RIGHTS, type Right } from './data/rights.ts';
import type { Deriving } from './deriving.ts';
import { together } from './escalate/tell.ts';
import { outsider } from './outsiders.ts';
import { accountOfArn, admittedBy } from './world/principals.ts';
import type { AwsThing } from './world/types.ts';

interface Who {
  readonly caller: Caller;
  readonly layers: Layers;
  readonly account: string | undefined;
  readonly known: Known;
}

/** Things whose own policy admits whom the files do not tell: everybody, every account, or a single other one. */
export function deriveOutsideUse(deriving: Deriving): void {
  const { layers } = insider(STRANGER, deriving.everything, deriving.world);
  const stranger: Who = {
    caller: { type: 'role', arn: `arn:aws:iam::${STRANGER}:role/administrator`, account: STRANGER },
    layers: { identity: layers.identity }, account: undefined, known: OTHER_ORGANISATION,
  }; // prettier-ignore
  const anonymous: Who = { caller: { type: 'anonymous' }, layers: { identity: [] }, account: undefined, known: {} };
  for (const thing of deriving.world.things) {
    if (!thing.policy) continue;
    const { anyone, accounts, identities } = admittedBy(thing.policy.policy);
    if (anyone && thing.fact.publicBlocked !== true && !publicly(deriving, thing, anonymous, 'anonymous'))
      publicly(deriving, thing, stranger, 'any-account');
    const named = [...accounts, ...[...identities].flatMap((arn) => accountOfArn(arn) ?? [])];
    for (const id of new Set(named))
      if (id !== thing.account.id && !deriving.world.accounts.has(id)) external(deriving, thing, id);
  }
}

function publicly(deriving: Deriving, thing: AwsThing, who: Who, to: PublicResourceFact['to']): boolean {
  const found = used(deriving, thing, who);
  if (found.length === 0 || !thing.policy) return false;
  const all = together(
    found
      .map(({ granted }) => granted)
      .filter(({ confidence }) => found.every((one) => one.granted.confidence !== 'proved') || confidence === 'proved'),
  );
  for (const { right, granted } of found) {
    const from = outsider(deriving, to === 'anonymous' ? 'anonymous' : 'account', granted.evidence);
    deriving.estate.edge({ kind: right.edge, from, to: thing.node, ...together([granted]) });
  }
  const actions = [...new Set(found.map(({ action }) => action))].sort();
  deriving.estate.fact({ fact: 'public-resource', node: thing.node, actions, to, policy: thing.policy.policy, ...all });
  return true;
}

function external(deriving: Deriving, thing: AwsThing, id: string): void {
  const { caller, layers } = insider(id, deriving.everything, deriving.world);
  const found = used(deriving, thing, { caller, layers, account: id, known: {} });
  const [first] = found;
  if (!first || !thing.policy) return;
  const from = deriving.accountNode(id, first.granted.evidence);
  for (const { right, granted } of found)
    deriving.estate.edge({ kind: right.edge, from, to: thing.node, ...together([granted]) });
  deriving.estate.fact({
    fact: 'external-trust', node: thing.node, from, account: printHoles(id), stranger: deriving.world.isStranger(id), externalId: false,
    policy: thing.policy.policy, ...together([first.granted]),
  }); // prettier-ignore
}

function used(
  deriving: Deriving,
  { fact, policy }: AwsThing,
  who: Who,
): readonly { right: Right; action: string; granted: Granted }[] {
  const row = RIGHTS.find(({ type }) => type === `${fact.service}/${fact.type}`);
  if (!row || !policy) return [];
  const { world } = deriving;
  const context = contextOf(world, who.account, fact.account, who.known);
  return row.rights.flatMap((right) =>
    right.actions.flatMap(([action, template]) => {
      const resource = (DERIVED[template]?.(fact.arn) ?? template)
        .replace('{self}', fact.arn)
        .replace(/\{[a-z]{1,20}\}/gu, 'writ-any');
      const request = { caller: who.caller, action, resource, resourceAccount: fact.account, context };
      const target = { resource, account: fact.account, policy };
      const granted = askOf(world, request, who.layers, target);
      return granted ? [{ right, action, granted }] : [];
    }),
  );
}
