import type { OwnerFact, GoneFact } from '../../model/system-facts.ts';
import type { EstateNode } from '../../model/estate.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { declareMany } from '../fix/declare-many.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

/** Row 11. One finding a person or team. */
export const ownerGone: Rule = {
  name: 'owner-gone',
  row: 11,
  title: 'The owner, or who holds the right, is not there any more',
  severities: [
    ['medium', 'what is owned or held leads to a jewel of tier 8 or more'],
    ['low', 'otherwise'],
  ],
  fires:
    'The owner that counts for an identity or workload, or a person with rights, is disabled, suspended or deleted in an export of Entra, Google Workspace, Okta, SCIM, Slack, GitHub or GitLab that was read; or a Backstage catalogue that has users or groups does not have the one that it names as owner (`possible`), or a team in which everybody is gone. `possible` too where an owner is written as the part of an address before the @.',
  quiet:
    'People whom another directory still has under the same name; several owners of whom one is there; names that no directory which was read knows: that somebody is missing from an export says nothing.',
  frameworks: ['NHI1:2025', 'AI-RMF GOVERN 2.1', 'CSF-2.0 PR.AA-01', 'SP-800-53 AC-2(3)', 'ISO-27001 A.5.18', 'ISO-27001 A.5.9', 'SOC-2 CC6.2'],
  *judge(context) {
    const gone = context.of('gone');
    if (gone.length === 0) return;
    const owned = ownedBy(context, gone);
    const held = heldBy(context, gone);
    for (const fact of gone) {
      const things = owned.get(fact) ?? [];
      const rights = held.get(fact) ?? [];
      if (things.length > 0 || rights.length > 0) yield draft(context, fact, things, rights);
    }
  },
}; // prettier-ignore

interface Owned {
  readonly fact: OwnerFact;
  readonly likely: boolean;
}

/** Things whose every owner is gone, under the first of them. */
function ownedBy(context: JudgeContext, gone: readonly GoneFact[]): ReadonlyMap<GoneFact, readonly Owned[]> {
  const sure = new Map(gone.flatMap((one) => one.names.map((name) => [name, one] as const)));
  const likely = new Map(gone.flatMap((one) => one.likely.map((name) => [name, one] as const)));
  const found = new Map<GoneFact, Owned[]>();
  for (const [node, facts] of group(context.of('owner'), (one) => [one.node])) {
    const counts = facts.find(({ owner }) => owner === context.node(node)?.declared?.owner);
    if (!counts) continue;
    const owners = counts.owner.split(/[,;]\s*|\s+(?=@)/u).filter((one) => one.trim() !== '');
    const all = owners.map((one) => {
      const names = namesOf(one.trim().toLowerCase(), counts.source);
      const known = names.map((name) => sure.get(name)).find((who) => who !== undefined);
      return known ? { who: known, likely: false } : { who: names.map((name) => likely.get(name)).find((who) => who !== undefined), likely: true }; // prettier-ignore
    });
    const [first] = all;
    if (first?.who === undefined || all.some(({ who }) => who === undefined)) continue;
    found.set(first.who, [...(found.get(first.who) ?? []), { fact: counts, likely: all.some((one) => one.likely) }]);
  }
  return found;
}

/** What an owner as a source writes it may mean; a team of CODEOWNERS (`org/team`) is nobody's login. */
function namesOf(written: string, source: OwnerFact['source']): readonly string[] {
  const bare = written.replace(/^(?:user|person):(?:default\/)?/u, '');
  if (source === 'catalogue') return [`catalogue:${bare}`, bare];
  if (source === 'codeowners') return bare.includes('@') ? [bare] : [`@${bare}`];
  return [bare];
}

/** People of the estate with rights who are gone under the name that they have there. */
function heldBy(
  { estate, graph }: JudgeContext,
  gone: readonly GoneFact[],
): ReadonlyMap<GoneFact, readonly EstateNode[]> {
  const sure = new Map(gone.flatMap((one) => one.names.map((name) => [name, one] as const)));
  const found = new Map<GoneFact, EstateNode[]>();
  for (const node of estate.nodes) {
    if (node.kind !== 'Human') continue;
    const login = /^git(?:hub|lab)$/u.test(parseId(node.id)?.source ?? '') ? '@' : '';
    const who = sure.get(`${login}${node.name.toLowerCase()}`);
    if (who && who.node !== node.id && graph.outgoing(node.id).some(({ kind }) => kind !== 'OWNED_BY'))
      found.set(who, [...(found.get(who) ?? []), node]);
  }
  return found;
}

function draft(context: JudgeContext, fact: GoneFact, owned: readonly Owned[], held: readonly EstateNode[]): FindingDraft {
  const things: readonly NodeId[] = owned.map((one) => one.fact.node);
  const stake = context.pathToStake([...things, ...held.map(({ id }) => id)].sort());
  const name = context.node(fact.node)?.name ?? '';
  const since = fact.since === undefined ? '' : ` since ${fact.since}`;
  const guessed = fact.confidence === 'possible' || (held.length === 0 && owned.every(({ likely }) => likely));
  const does = [
    ...(owned.length > 0 ? [`owns ${plural(owned.length, 'thing')}`] : []),
    ...(held.length > 0 ? ['has rights'] : []),
  ];
  const names = owned.length === 0 ? '' : ` Owned: ${listed(things.map((one) => context.named(one)), 30)}.`;
  const rights = held.length === 0 ? '' : ` Rights: ${listed(held.map(({ id }) => context.named(id)), 30)}.`;
  return {
    severity: tierOf(stake) >= 8 ? 'medium' : 'low',
    confidence: guessed ? 'possible' : 'configured',
    identity: fact.node,
    title: `${name} is gone and still ${does.join(' and ')}`,
    detail: `${fact.because}${since}.${names}${rights} Nobody is asked when ${owned.length > 0 ? 'one of them is reviewed or leaks' : 'the rights are used'}.${leadingTo(stake)}`,
    evidence: [...fact.evidence, ...owned.flatMap((one) => one.fact.evidence), ...held.flatMap(({ evidence }) => evidence)],
    key: 'gone',
    ...atStake(stake),
    fix:
      owned.length > 0
        ? declareMany(things, 'owner', 'TEAM', 'Put in who answers for it now. What git declares counts before the source that names who left.')
        : { kind: 'policy', why: 'Take the rights back.', text: held.map(({ id }) => `# revoke: ${id}\n`).join('') },
  };
} // prettier-ignore
