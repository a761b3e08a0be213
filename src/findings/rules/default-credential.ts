import type { CredentialFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { group } from '../context.ts';
import { placeInWords, secretOut } from '../fix/secret-out.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 28. One finding a holder and product. */
export const defaultCredential: Rule = {
  name: 'default-credential',
  row: 28,
  title: 'A shipped default password or key is in use',
  severities: [
    ['medium', 'development, or read from a template that was not rendered'],
    ['high', 'otherwise: the value is in the documentation of the product'],
  ],
  fires: 'A literal credential equals a value that a product ships or documents.',
  quiet: 'Placeholders, empty values, and references to Secrets.',
  frameworks: [
    'NHI2:2025',
    'NHI4:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-01',
    'CSF-2.0 PR.AA-03',
    'SP-800-53 IA-5(7)',
    'ISO-27001 A.5.17',
    'ATLAS AML.T0055',
  ],
  *judge(context) {
    const defaults = context.credentials.filter(({ defaultOf }) => defaultOf !== undefined);
    for (const facts of group(defaults, (one) => [`${one.node}\0${one.defaultOf ?? ''}`]).values()) {
      const [first] = facts;
      if (first) yield draft(context, first, facts);
    }
  },
};

function draft(context: JudgeContext, first: CredentialFact, facts: readonly CredentialFact[]): FindingDraft {
  const product = first.defaultOf ?? '';
  const known = /^an? /u.test(product);
  const stake = context.pathToStake([first.node]);
  const possible = facts.every(({ confidence }) => confidence === 'possible');
  return {
    severity: possible || context.environment(first.node) === 'dev' ? 'medium' : 'high',
    confidence: possible ? 'possible' : 'proved',
    identity: first.node,
    title: `${context.named(first.node)} holds ${known ? product : `the default credential of ${product}`}`,
    detail: `The value of ${listed(facts.map(placeInWords))} ${known ? 'is public knowledge' : `is the published default of ${product}`}: whoever reaches what it protects signs in with it.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: product,
    ...atStake(stake),
    fix: secretOut(context, facts),
  };
}
