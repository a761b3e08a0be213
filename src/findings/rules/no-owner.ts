import type { FixPlan } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { declare } from '../fix/declare.ts';
import { codeOwners, declareMany } from '../fix/declare-many.ts';
import { inUse } from '../identities.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { calledTogether, missing, namesOf, together } from './missing.ts';

/** Row 10. One finding a repository or source outside clusters: one line says it for all. */
export const noOwner: Rule = {
  name: 'no-owner',
  row: 10,
  title: 'Nobody is written down as the owner of the identity',
  severities: [['low', 'always: it says who to ask, not what goes wrong']],
  fires:
    'An identity that is declared, or used with rights, has no owner by annotation, label, CODEOWNERS, catalogue or writ.estate.yaml; nor has what runs as it.',
  quiet: 'Implied default accounts without rights; identities whose workload names an owner.',
  frameworks: [
    'NHI1:2025',
    'AI-RMF GOVERN 2.1',
    'CSF-2.0 GV.RR-02',
    'ISO-42001 A.3.2',
    'ISO-27001 A.5.9',
    'SP-800-53 AC-2',
  ],
  *judge(context) {
    const open = inUse(context).filter((identity) => context.owner(identity) === null);
    for (const identities of together(open)) {
      const [first] = identities;
      yield missing(context, identities, {
        title: `${calledTogether(context, identities)} ${identities.length === 1 ? 'has' : 'have'} no owner`,
        detail:
          identities.length === 1
            ? 'When its rights are reviewed, its secret leaks or it is not needed any more, nobody is asked.'
            : `When their rights are reviewed, a secret leaks or one is not needed any more, nobody is asked. They are: ${namesOf(context, identities)}.`,
        key: identities.length === 1 ? 'owner' : 'owners',
        fix: fixOf(context, first, identities),
      });
    }
  },
};

function fixOf(context: JudgeContext, first: NodeId, identities: readonly NodeId[]): FixPlan {
  if (context.node(first)?.kind === 'Workflow') return codeOwners(first);
  const namespace = context.account(first) && context.node(first)?.namespace;
  if (namespace !== undefined)
    return declare(context, first, 'owner', namespace, 'The namespace stands for the team here: put in who answers for it.'); // prettier-ignore
  return declareMany(identities, 'owner', 'TEAM', 'Put in who answers for it.');
}
