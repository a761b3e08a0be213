import { declare } from '../fix/declare.ts';
import { inUse } from '../identities.ts';
import type { Rule } from '../rule.ts';
import { missing } from './missing.ts';

/** Row 10. */
export const noOwner: Rule = {
  name: 'no-owner',
  row: 10,
  title: 'Nobody is written down as the owner of the identity',
  severities: [['low', 'always: it says who to ask, not what goes wrong']],
  fires:
    'An identity that is declared, or used with rights, has no owner by annotation, label or writ.estate.yaml; nor has what runs as it.',
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
    for (const identity of inUse(context)) {
      if (context.owner(identity) !== null) continue;
      const team = context.node(identity)?.namespace ?? context.node(identity)?.realm ?? 'team';
      yield missing(context, identity, {
        title: `${context.named(identity)} has no owner`,
        detail: 'When its rights are reviewed, its secret leaks or its workload is gone, nobody is asked.',
        key: 'owner',
        fix: declare(
          context,
          identity,
          'owner',
          team,
          'The namespace stands for the team here: put in who answers for it.',
        ),
      });
    }
  },
};
