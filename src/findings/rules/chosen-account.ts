import type { EstateEdge } from '../../model/estate.ts';
import type { GrantFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { accountPolicy } from '../fix/account-policy.ts';
import { functionsOf } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule, Stake } from '../rule.ts';
import { atStake, givesRights, leadingTo, tierOf } from '../stake.ts';
import { isMachine } from '../subjects.ts';

/** Row 17. One finding an identity. */
export const chosenAccount: Rule = {
  name: 'chosen-account',
  row: 17,
  title: 'Who may create a custom resource chooses the account that its pods run as',
  severities: [
    ['high', 'an account that can be chosen reaches a jewel'],
    ['medium', 'an account that can be chosen has rights of its own, or the identity is that of a controller'],
  ],
  fires:
    'A service account may create notebooks, workflows, Ray clusters, inference services or the like, and their controller starts pods as any account that the resource names.',
  quiet:
    'Identities that may create pods anyway; accounts to choose from that have no rights; people; accounts that do not exist (dangling-binding).',
  frameworks: ['NHI5:2025', 'ASI03', 'ASI05', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.2'],
  *judge(context) {
    const held = group(context.grants, (grant) => grant.subjects.map(({ node }) => node).filter(isMachine));
    const gone = new Set(context.dangling.map(({ missing }) => missing));
    for (const [identity, grants] of held) {
      if (gone.has(identity)) continue;
      const sets = [...new Set(grants.map(({ node }) => node))];
      const edges = sets.flatMap((set) => context.graph.outgoing(set));
      if (edges.some(({ kind }) => kind === 'POD_CREATE' || kind === 'CLUSTER_ADMIN')) continue;
      const chosen = edges.filter(
        ({ kind, to }) => kind === 'CRD_SPAWNS_POD' && to !== identity && givesRights(context, to),
      );
      if (chosen.length > 0) yield draft(context, identity, grants, chosen);
    }
  },
};

function draft(
  context: JudgeContext,
  identity: NodeId,
  grants: readonly GrantFact[],
  chosen: readonly EstateEdge[],
): FindingDraft {
  const through = context.stakeThrough(chosen, identity);
  const used = grants.filter(({ node }) => chosen.some(({ from }) => from === node));
  return {
    severity: tierOf(through) > 0 && !onlyControllers(context, identity) ? 'high' : 'medium',
    confidence: chosen.some(({ confidence }) => confidence !== 'possible') ? 'configured' : 'possible',
    identity,
    title: `${context.named(identity)} may start pods as ${inWords(context, chosen, through)}`,
    detail: `It may create resources whose controller makes pods with the service account that the author names. It cannot create pods itself, so this is how it gets the rights of others.${leadingTo(through)}`,
    evidence: [...used.flatMap(({ evidence }) => evidence), ...chosen.flatMap(({ evidence }) => evidence)],
    key: 'chosen',
    ...atStake(through),
    fix: accountPolicy(identity, chosen),
    removes: chosen.map(({ id }) => id),
  };
}

/** A controller that makes such resources is made for it; what it may choose is still more than it needs. */
function onlyControllers(context: JudgeContext, identity: NodeId): boolean {
  const running = context.runningAs(identity);
  return running.length > 0 && running.every((one) => functionsOf(one).join() === 'controller');
}

/** One account by name; of many the one on the way to the jewel. */
function inWords(context: JudgeContext, chosen: readonly EstateEdge[], stake: Stake | undefined): string {
  const targets = [...new Set(chosen.map(({ to }) => to))].sort();
  const worst = stake?.path.edges.find(({ id }) => chosen.some((edge) => edge.id === id))?.to ?? targets[0] ?? '';
  if (targets.length <= 2) return listed(targets.map((one) => context.named(one)));
  return `any of ${targets.length} other accounts, such as ${context.named(worst)}`;
}
