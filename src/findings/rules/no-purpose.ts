import { declare } from '../fix/declare.ts';
import { inUse } from '../identities.ts';
import { listed } from '../names.ts';
import type { Rule } from '../rule.ts';
import { givesRights } from '../stake.ts';
import { missing } from './missing.ts';

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
    for (const identity of inUse(context)) {
      if (context.node(identity)?.declared?.purpose !== undefined || !givesRights(context, identity)) continue;
      const running = context.runningAs(identity);
      const functions = [...new Set(running.flatMap((one) => one.functions.map(({ is }) => is)))].sort();
      const proposed =
        running.length === 0
          ? 'unknown'
          : `${listed(functions, 5) || 'runs'}: ${listed(running.map(({ node }) => context.named(node)))}`;
      yield missing(context, identity, {
        title: `${context.named(identity)} has rights and no purpose`,
        detail: 'Nobody can say which of its rights are needed, since nobody wrote what it is for.',
        key: 'purpose',
        fix: declare(context, identity, 'purpose', proposed, 'Proposed from what runs as it: say what it is for.'),
      });
    }
  },
};
