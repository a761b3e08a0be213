import type { LimitModifiableFact } from '../../model/cloud-findings-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { called } from '../aws/called.ts';
import { group } from '../context.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 42. One finding an identity. */
export const boundaryModifiable: Rule = {
  name: 'boundary-modifiable',
  row: 42,
  title: 'An identity may change the boundary, or lift the policy of the organisation, that limits it',
  severities: [
    ['high', 'it surely may'],
    ['medium', 'something that the files do not tell has to hold'],
  ],
  fires:
    'A role or user with a permissions boundary may take it off, put a wider one in its place, or rewrite the policy; or one that service control policies limit may take its account out of the organisation, or change them where that was delegated to its account.',
  quiet:
    'Boundaries that the identity may only set to themselves; identities without one; service control policies that let everything through; accounts whose organisation no file tells; the management account, which they do not limit.',
  frameworks: ['NHI5:2025', 'ASI03', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.2'],
  *judge(context) {
    for (const facts of group(context.of('limit-modifiable'), ({ node, limit }) => [`${limit} ${node}`]).values())
      yield draft(context, facts);
  },
};

function draft(context: JudgeContext, facts: readonly LimitModifiableFact[]): FindingDraft {
  const sure = facts.filter(({ confidence }) => confidence === 'proved');
  const used = sure.length > 0 ? sure : facts;
  const [first] = used;
  const node = first?.node ?? '';
  const organisation = first?.limit === 'scp';
  const names = [...new Set(used.map(({ name }) => name))].sort();
  const actions = [...new Set(used.flatMap((one) => one.actions))].sort();
  const resources = [...new Set(used.map(({ resource }) => resource))].sort();
  const stake = context.pathToStake([node]);
  const conditions = [...new Set(used.flatMap(({ precondition }) => precondition ?? []))];
  return {
    severity: sure.length > 0 ? 'high' : 'medium',
    confidence: first?.confidence ?? 'possible',
    identity: node,
    title: `${called(context, node)} may ${organisation ? `lift the service control policies that limit its account (${listed(names)})` : `change its own boundary ${first?.name ?? ''}`}: ${listed(actions)}`,
    detail: `What ${organisation ? 'the organisation' : 'the boundary'} keeps from it, it can give itself${conditions.length > 0 ? `, if ${listed(conditions)}` : ''}.${leadingTo(stake)}`,
    evidence: used.flatMap(({ evidence }) => evidence),
    key: organisation ? 'scp' : 'boundary',
    ...atStake(stake),
    fix: {
      kind: 'policy',
      why: organisation
        ? 'Let a service control policy of the organisation deny it to its members:'
        : 'Let the boundary itself deny it:',
      text: `${JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: organisation ? 'OrganisationStays' : 'BoundaryStays', Effect: 'Deny', Action: actions, Resource: resources }] }, null, 2)}\n`,
    },
  };
}
