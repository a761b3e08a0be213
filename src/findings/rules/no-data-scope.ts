import type { WorkloadFunction } from '../../model/facts.ts';
import { declare } from '../fix/declare.ts';
import { does, inUse } from '../identities.ts';
import { listed } from '../names.ts';
import type { Rule } from '../rule.ts';
import { givesRights, receivesSecret } from '../stake.ts';
import { missing } from './missing.ts';

const TOUCHES_DATA: readonly WorkloadFunction[] = ['data-access', 'training', 'notebook', 'pipeline', 'agent'];

/** Row 43, second of four. */
export const noDataScope: Rule = {
  name: 'no-data-scope',
  row: 43,
  title: 'Which data the identity may touch is not written down',
  severities: [['low', 'always']],
  fires:
    'Something that trains, explores, moves data or acts as an agent runs as the identity with rights or a Secret, and no data scope is declared.',
  quiet:
    'Identities of other workloads, and those without rights or Secrets; those with a data scope by annotation or writ.estate.yaml.',
  frameworks: ['NHI1:2025', 'MAESTRO-L2', 'AI-RMF MAP 4.2', 'CSF-2.0 ID.AM-05', 'ISO-42001 A.4.2'],
  *judge(context) {
    for (const identity of inUse(context)) {
      const touching = context.runningAs(identity).filter((one) => does(one, ...TOUCHES_DATA));
      if (!givesRights(context, identity) && !touching.some((one) => receivesSecret(context, one))) continue;
      if (touching.length === 0 || context.node(identity)?.declared?.dataScope !== undefined) continue;
      const { namespace } = context.node(identity) ?? {};
      const proposed = namespace === undefined ? 'DATA' : `data of namespace ${namespace}`;
      yield missing(context, [identity], {
        title: `${context.named(identity)} works on data that nobody has named`,
        detail: `${listed(touching.map(({ node }) => context.named(node)))} reads or writes data. Without a scope no access to data is too much.`,
        key: 'data-scope',
        fix: declare(
          context,
          identity,
          'dataScope',
          proposed,
          namespace === undefined
            ? 'Name the data sets, buckets and tables.'
            : 'Proposed from the namespace: name the data sets, buckets and tables.',
        ),
      });
    }
  },
};
