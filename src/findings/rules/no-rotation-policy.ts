import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import { declare } from '../fix/declare.ts';
import { inUse } from '../identities.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { missing } from './missing.ts';

/** Row 43, fourth of four. */
export const noRotationPolicy: Rule = {
  name: 'no-rotation-policy',
  row: 43,
  title: 'When the static credential is replaced is not written down',
  severities: [['low', 'always']],
  fires:
    'The identity has a token without an end, or what runs as it receives a Secret with a static credential, and no rotation is declared.',
  quiet:
    'Identities with short-lived tokens only; those with a rotation by annotation or writ.estate.yaml, or on the Secret itself.',
  frameworks: ['NHI7:2025', 'CSF-2.0 PR.AA-01', 'ISO-27001 A.5.17', 'SP-800-53 IA-5(7)'],
  *judge(context) {
    for (const identity of inUse(context)) {
      if (context.node(identity)?.declared?.rotation !== undefined) continue;
      const evidence = staticCredentials(context, identity);
      if (evidence.length === 0) continue;
      yield {
        ...missing(context, [identity], {
          title: `${context.named(identity)} uses a static credential that nobody plans to replace`,
          detail: 'A value that never changes is found sooner or later, and works for whoever found it.',
          key: 'rotation',
          fix: declare(context, identity, 'rotation', '90d', 'A proposal: name the interval, and what carries it out.'),
        }),
        evidence,
      };
    }
  },
};

function staticCredentials(context: JudgeContext, identity: NodeId): Evidence[] {
  const { graph } = context;
  const received = context.runningAs(identity).flatMap(({ pod }) => graph.outgoing(pod).filter(({ kind }) => kind === 'MOUNTS_SECRET').map(({ to }) => to)); // prettier-ignore
  const holders = new Set(received.filter((id) => graph.node(id)?.declared?.rotation === undefined));
  return [
    ...context.tokens.filter((one) => one.of === identity).flatMap(({ evidence }) => evidence),
    ...context.credentials.filter(({ node }) => holders.has(node)).flatMap(({ evidence }) => evidence),
  ];
}
