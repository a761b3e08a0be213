import { placeOf } from '../../model/evidence.ts';
import type { CredentialFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { group } from '../context.ts';
import { placeInWords } from '../fix/secret-out.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

/** Row 30. One finding a value. The value is compared by its keyed digest and is in no output. */
export const reusedSecret: Rule = {
  name: 'reused-secret',
  row: 30,
  title: 'The same credential value stands in several places',
  severities: [
    ['high', 'the places are of different environments'],
    ['medium', 'otherwise'],
    ['low', 'every place was read from a template that was not rendered'],
  ],
  fires: 'Two or more holders have an equal credential value, written in different places of the files.',
  quiet:
    'One file that several overlays include in one environment; shipped defaults, which are default-credential; references to one Secret.',
  frameworks: [
    'NHI2:2025',
    'NHI9:2025',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-01',
    'SP-800-53 IA-5(8)',
    'ISO-27001 A.5.17',
    'ATLAS AML.T0055',
  ],
  *judge(context) {
    const own = context.credentials.filter(({ defaultOf }) => defaultOf === undefined);
    for (const facts of group(own, (one) => [one.digest]).values()) {
      const holders = [...new Set(facts.map(({ node }) => node))].sort();
      const places = new Set(facts.map(({ evidence }) => evidence.map(placeOf).sort().join()));
      const environments = known(context, holders);
      if (holders.length > 1 && (places.size > 1 || environments.length > 1))
        yield draft(context, facts, holders, environments);
    }
  },
};

function known(context: JudgeContext, holders: readonly string[]): string[] {
  return [...new Set(holders.map((node) => context.environment(node)))].filter((one) => one !== 'unknown').sort();
}

function draft(
  context: JudgeContext,
  facts: readonly CredentialFact[],
  holders: readonly string[],
  environments: readonly string[],
): FindingDraft {
  const [identity = '', ...others] = holders;
  const possible = facts.every(({ confidence }) => confidence === 'possible');
  const across = environments.length > 1 ? `, across ${listed(environments)}` : '';
  return {
    severity: environments.length > 1 ? 'high' : possible ? 'low' : 'medium',
    confidence: possible ? 'possible' : 'proved',
    identity,
    title: `${listed(holders.map((one) => context.named(one)))} hold one and the same credential${across}`,
    detail: `The value of ${listed(facts.map(placeInWords))} is equal in ${holders.length} holders: whoever gets it in one place has the others, and it cannot be taken back for one alone.`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    // not the digest: its key differs from one machine to the next
    key: others.join('\n'),
    fix: {
      kind: 'policy',
      why: 'Issue one credential to each holder, then take the shared one back. Where they must share, let them read one entry of a secret store.',
      text: holders
        .map(
          (holder) =>
            `# ${holder}\n#   a credential of its own, from the secret store: ${holder.replace(/^[^:]*:[^:]*:/u, '')}\n`,
        )
        .join(''),
    },
  };
}
