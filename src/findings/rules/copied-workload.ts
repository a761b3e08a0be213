import { placeOf } from '../../model/evidence.ts';
import type { WorkloadFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { EdgeKind, Environment } from '../../model/kinds.ts';
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
    'Workloads of equal images (whatever their versions), commands and ports, and with rights or credentials of their own, stand in different places for different clusters, accounts or environments: pods, services of Compose (by file, folder or profile), tasks and functions of a cloud that are started from an image.',
  quiet:
    'One file that several overlays include; a Compose file that is laid over another; copies within one environment of one cluster; workloads without rights; templates that were not rendered.',
  frameworks: ['NHI8:2025', 'NHI9:2025', 'MAESTRO-L4', 'CSF-2.0 ID.AM-02', 'ISO-27001 A.8.31'],
  *judge(context) {
    const plain = context.workloads.filter(
      (one) => !unrendered(one) && one.images.length > 0 && rightsOf(context, one) !== '',
    );
    for (const copies of group(plain, (one) => [one.fingerprint]).values()) {
      const places = new Set(copies.map((one) => one.evidence.map(placeOf).sort().join()));
      // A variant of a service is laid over it: one base, and what differs.
      const services = new Set(copies.map(({ node }) => node));
      if (places.size > 1 && services.size > 1 && standApart(context, copies)) yield draft(context, copies);
    }
  },
};

/** Of a template it is not known what comes out; a service that waits for its profile is written whole. */
const unrendered = ({ confidence, node }: WorkloadFact): boolean =>
  confidence === 'possible' && parseId(node)?.source === 'k8s';

/** In several clusters, or in one in namespaces of several environments. */
function standApart(context: JudgeContext, copies: readonly WorkloadFact[]): boolean {
  const realms = new Set(copies.map(({ node }) => context.node(node)?.realm));
  return realms.size > 1 || environmentsOf(context, copies).length > 1;
}

const environmentOf = (context: JudgeContext, { node, environment }: WorkloadFact): Environment =>
  environment === 'unknown' ? context.environment(node) : environment;

/** Environments that are known. */
const environmentsOf = (context: JudgeContext, copies: readonly WorkloadFact[]): readonly string[] =>
  [...new Set(copies.map((one) => environmentOf(context, one)))].filter((one) => one !== 'unknown').sort();

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
    confidence: copies.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
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
      why: 'Keep one base and for each environment only what differs, so that rights are written once and what differs is visible.',
      text: oneBase(first?.node ?? ''),
    },
  };
}

function oneBase(node: NodeId): string {
  const source = parseId(node)?.source;
  if (source === 'k8s') return `# kustomization.yaml of each environment\nresources:\n  - ../base\n# base: ${node}\n`;
  if (source === 'compose')
    return `# compose.yaml of each environment\ninclude:\n  - ../base/compose.yaml\n# base: ${node}\n`;
  return `# one module (or template) with what differs as its variables\n# of: ${node}\n`;
}

const withoutVersion = (image: string): string => image.replace(/@.*$/su, '').replace(/:[^:/]*$/u, '');

/** By which an account is somebody elsewhere, or a pod has a credential. */
const HELD: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['IRSA', 'GKE_WI', 'AKS_WI', 'POD_IDENTITY', 'MOUNTS_SECRET', 'HOLDS', 'RUNS_WITH_ROLE']); // prettier-ignore

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
    .flatMap(({ kind, to }) =>
      kind === 'RUNS_WITH_ROLE' ? ofRole(context, to) : [`${kind} ${context.node(to)?.name ?? to}`],
    );
  return [...new Set([...rules, ...held])].sort().join();
}

/** What an identity of a cloud leads to, whatever its own name is. */
function ofRole({ graph }: JudgeContext, role: NodeId): string[] {
  return ['a role', ...graph.outgoing(role).map(({ kind, to }) => `${kind} ${graph.node(to)?.kind ?? ''}`)];
}
