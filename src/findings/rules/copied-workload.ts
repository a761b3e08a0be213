import { placeOf } from '../../model/evidence.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { EdgeKind } from '../../model/kinds.ts';
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
    'Workloads of equal images (whatever their versions), commands and ports, and with rights or credentials of their own, stand in different files for different clusters, or for different environments of one.',
  quiet:
    'One file that several overlays include; copies within one environment of one cluster; workloads without rights; templates that were not rendered.',
  frameworks: ['NHI8:2025', 'NHI9:2025', 'MAESTRO-L4', 'CSF-2.0 ID.AM-02', 'ISO-27001 A.8.31'],
  *judge(context) {
    const plain = context.workloads.filter(
      (one) => one.confidence !== 'possible' && one.images.length > 0 && rightsOf(context, one) !== '',
    );
    for (const copies of group(plain, (one) => [one.fingerprint]).values()) {
      const places = new Set(copies.map((one) => one.evidence.map(placeOf).sort().join()));
      if (places.size > 1 && standApart(context, copies)) yield draft(context, copies);
    }
  },
};

/** In several clusters, or in one in namespaces of several environments. */
function standApart(context: JudgeContext, copies: readonly WorkloadFact[]): boolean {
  const realms = new Set(copies.map(({ node }) => context.node(node)?.realm));
  return realms.size > 1 || environmentsOf(context, copies).length > 1;
}

/** Environments that are known. */
const environmentsOf = (context: JudgeContext, copies: readonly WorkloadFact[]): readonly string[] =>
  [...new Set(copies.map(({ node }) => context.environment(node)))].filter((one) => one !== 'unknown').sort();

function draft(context: JudgeContext, copies: readonly WorkloadFact[]): FindingDraft {
  const [first] = copies;
  const rights = group(copies, (one) => [rightsOf(context, one)]);
  const environments = environmentsOf(context, copies);
  const images = [...new Set(copies.flatMap((one) => one.images))].sort();
  const versions = new Set(images.map(withoutVersion)).size < images.length;
  const differs = [
    ...(rights.size > 1 ? ['rights'] : []),
    ...(new Set(copies.map(({ tokenMounted }) => tokenMounted)).size > 1 ? ['token mounted or not'] : []),
    ...(versions ? [`image (${listed(images)})`] : []),
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

const withoutVersion = (image: string): string => image.replace(/@.*$/su, '').replace(/:[^:/]*$/u, '');

/** By which an account is somebody elsewhere, or a pod has a credential. */
const HELD: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['IRSA', 'GKE_WI', 'AKS_WI', 'POD_IDENTITY', 'MOUNTS_SECRET']);

/** What it may do, whatever its names: equal for equal rights, empty for none. */
function rightsOf(context: JudgeContext, { account, pod }: WorkloadFact): string {
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
  const held = [account, pod]
    .flatMap((one) => context.graph.outgoing(one))
    .filter(({ kind }) => HELD.has(kind))
    .map(({ kind, to }) => `${kind} ${context.node(to)?.name ?? to}`);
  return [...new Set([...rules, ...held])].sort().join();
}
