import { placeOf } from '../../model/evidence.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { group } from '../context.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

/** Row 45. */
export const copiedWorkload: Rule = {
  name: 'copied-workload',
  row: 45,
  title: 'The same workload is copied into several environments or clusters',
  severities: [
    ['medium', 'the copies differ in rights'],
    ['low', 'they do not'],
  ],
  fires:
    'Workloads of equal images, commands and ports, and with rights of their own, stand in different files for different realms.',
  quiet:
    'One file that several overlays include; copies within one realm; workloads without rights; templates that were not rendered.',
  frameworks: ['NHI8:2025', 'NHI9:2025', 'MAESTRO-L4', 'CSF-2.0 ID.AM-02', 'ISO-27001 A.8.31'],
  *judge(context) {
    const plain = context.workloads.filter(
      (one) => one.confidence !== 'possible' && one.images.length > 0 && context.grantsTo(one.account).length > 0,
    );
    for (const copies of group(plain, (one) => [one.fingerprint]).values()) {
      const realms = new Set(copies.map((one) => context.node(one.node)?.realm));
      const places = new Set(copies.map((one) => one.evidence.map(placeOf).sort().join()));
      if (realms.size > 1 && places.size > 1) yield draft(context, copies);
    }
  },
};

function draft(context: JudgeContext, copies: readonly WorkloadFact[]): FindingDraft {
  const [first] = copies;
  const rights = group(copies, ({ account }) => [rightsOf(context, account)]);
  const environments = [...new Set(copies.map(({ node }) => context.environment(node)))].sort();
  const differs = [
    ...(rights.size > 1 ? ['rights'] : []),
    ...(new Set(copies.map(({ tokenMounted }) => tokenMounted)).size > 1 ? ['token mounted or not'] : []),
    ...(environments.length > 1 ? [`environment (${environments.join(', ')})`] : []),
  ];
  return {
    severity: rights.size > 1 ? 'medium' : 'low',
    confidence: 'configured',
    identity: first?.account ?? '',
    title: `${context.named(first?.node ?? '')} stands in ${plural(copies.length, 'copy', 'copies')}${rights.size > 1 ? ' with different rights' : ''}`,
    detail: `Realms: ${listed(
      copies.map(({ node }) => context.node(node)?.realm ?? ''),
      5,
    )}. What differs: ${differs.length > 0 ? differs.join(', ') : 'nothing'}. A fix in one copy is missing in the others.`,
    evidence: copies.flatMap(({ evidence }) => evidence),
    key: copies
      .map(({ node }) => node)
      .sort()
      .join('\n'),
    fix: {
      kind: 'policy',
      why: 'Keep one base and an overlay for each environment, so that rights are written once and what differs is visible.',
      text: `# kustomization.yaml of each environment\nresources:\n  - ../base\n# base: ${first?.node ?? ''}\n`,
    },
  };
}

/** What the account may do, whatever its names: equal for equal rights. */
function rightsOf(context: JudgeContext, account: string): string {
  const rules = context
    .grantsTo(account)
    .flatMap(({ rules, namespace }) =>
      rules.map((rule) =>
        JSON.stringify([
          namespace === undefined,
          [...rule.verbs].sort(),
          [...rule.apiGroups].sort(),
          [...rule.resources].sort(),
          [...rule.resourceNames].sort(),
        ]),
      ),
    );
  return [...new Set(rules)].sort().join();
}
