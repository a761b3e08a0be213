import { declare } from '../fix/declare.ts';
import { declareMany } from '../fix/declare-many.ts';
import { inUse } from '../identities.ts';
import { listed } from '../names.ts';
import type { Rule } from '../rule.ts';
import { givesRights } from '../stake.ts';
import { calledTogether, missing, namesOf, together } from './missing.ts';

/** Row 43, first of four. */
export const noPurpose: Rule = {
  name: 'no-purpose',
  row: 43,
  title: 'What the identity is for is not written down',
  severities: [['low', 'always']],
  fires: 'An identity with rights of its own has no declared purpose.',
  quiet: 'Identities without rights; those with a purpose by annotation or writ.estate.yaml.',
  frameworks: ['NHI1:2025', 'AI-RMF GOVERN 1.6', 'CSF-2.0 ID.AM-08', 'ISO-42001 A.9.4', 'ISO-42001 A.4.2'],
  *judge(context) {
    const open = inUse(context).filter(
      (identity) => context.node(identity)?.declared?.purpose === undefined && givesRights(context, identity),
    );
    for (const identities of together(open)) {
      const [first] = identities;
      const running = context.runningAs(first);
      const functions = [...new Set(running.flatMap((one) => one.functions.map(({ is }) => is)))].sort();
      const proposed =
        running.length === 0
          ? 'unknown'
          : `${listed(functions, 5) || 'runs'}: ${listed(running.map(({ node }) => context.named(node)))}`;
      const alone = identities.length === 1;
      yield missing(context, identities, {
        title: `${calledTogether(context, identities)} ${alone ? 'has' : 'have'} rights and no purpose`,
        detail: `Nobody can say which of its rights are needed, since nobody wrote what it is for.${alone ? '' : ` They are: ${namesOf(context, identities)}.`}`,
        key: alone ? 'purpose' : 'purposes',
        fix: alone
          ? declare(context, first, 'purpose', proposed, 'Proposed from what runs as it: say what it is for.')
          : declareMany(identities, 'purpose', 'PURPOSE', 'Say what each is for.'),
      });
    }
  },
};
