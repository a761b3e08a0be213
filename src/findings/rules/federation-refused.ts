import type { AwsCondition } from '../../model/aws-policy.ts';
import type { FederationRefusedFact } from '../../model/federation-facts.ts';
import { printHoles } from '../../model/hole.ts';
import { called } from '../aws/called.ts';
import { policyText } from '../fix/policy-text.ts';
import type { JudgeContext, Rule } from '../rule.ts';

/** Above the design's table. One finding an identity and target. */
export const federationRefused: Rule = {
  name: 'federation-refused',
  row: 52,
  title: 'An identity asks for a cloud role that does not admit it',
  severities: [
    ['low', 'always: it gives no rights, and what was meant to work does not, or works by other credentials'],
  ],
  fires:
    'Both sides of a federation are in the files, and the trust policy of the role does not admit the tokens of who asks.',
  quiet: 'Roles that no file tells; trust policies with parts that could not be resolved.',
  frameworks: ['NHI4:2025', 'MAESTRO-L4', 'CSF-2.0 PR.AA-04'],
  *judge(context) {
    for (const fact of context.of('federation-refused')) {
      const { node, to, target, because, evidence, confidence } = fact;
      yield {
        severity: 'low',
        confidence,
        identity: node,
        title: `${called(context, node)} asks for ${called(context, to)}, which does not admit it`,
        detail: `${because.charAt(0).toUpperCase()}${because.slice(1)}. Either the name is wrong or the role is somebody else's.`,
        evidence,
        key: printHoles(target),
        fix: {
          kind: 'policy',
          why: 'Take the reference to the role away; or, where it is meant, let the trust policy name the subject:',
          text: admitting(context, fact),
        },
      };
    }
  },
};

/** The trust policy with the subject beside those that it names. */
function admitting(context: JudgeContext, { node, to, target, because }: FederationRefusedFact): string {
  const trust = context.of('aws-identity').find((one) => one.node === to)?.trust;
  const asked = context.of('federation').filter((one) => one.node === node && one.target === target);
  const subjects = [...new Set(asked.flatMap((one) => one.subjects))].sort();
  const isSubject = ({ key }: AwsCondition): boolean => /:sub$/iu.test(key);
  if (!trust?.statements.some(({ conditions }) => conditions.some(isSubject))) return `${because}\n`;
  return policyText(trust, (one) => ({
    ...one,
    conditions: one.conditions.map((own) =>
      isSubject(own) ? { ...own, values: [...new Set([...own.values, ...subjects])] } : own,
    ),
  }));
}
