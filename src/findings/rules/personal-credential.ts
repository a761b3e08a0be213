import type { CredentialFact, CredentialKind } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { secretOut } from '../fix/secret-out.ts';
import { does } from '../identities.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';

/** Kinds that are issued to a person: what they open is what the person may open. */
const PERSONAL: ReadonlySet<CredentialKind> = new Set<CredentialKind>([
  'github-token',
  'gitlab-token',
  'huggingface-token',
]);

/** Row 5. One finding a holder. */
export const personalCredential: Rule = {
  name: 'personal-credential',
  row: 5,
  title: "A person's credential is used by a notebook or pod",
  severities: [
    ['high', 'a code host token: it may write what runs'],
    ['medium', 'otherwise'],
  ],
  fires: 'A literal personal token of a code or model host stands in a notebook or in a container.',
  quiet:
    'Tokens by reference; tokens in Secrets that no pod receives (plain-secret says those); keys of service accounts.',
  frameworks: [
    'NHI2:2025',
    'NHI10:2025',
    'ASI03',
    'MAESTRO-L3',
    'AI-RMF GOVERN 3.2',
    'CSF-2.0 PR.AA-01',
    'ISO-27001 A.5.17',
  ],
  *judge(context) {
    const personal = context.credentials.filter(({ kind, defaultOf }) => defaultOf === undefined && PERSONAL.has(kind));
    for (const [node, facts] of group(personal, (one) => [one.node])) {
      const notebook = usesOf(context, node);
      if (notebook !== undefined) yield draft(context, node, facts, notebook);
    }
  },
};

/** `true` when a notebook has it, `false` for another pod, undefined when no pod has it. */
function usesOf(context: JudgeContext, holder: NodeId): boolean | undefined {
  const near = [
    holder,
    ...context.graph
      .incoming(holder)
      .flatMap(({ from }) => [from, ...context.graph.incoming(from).map((edge) => edge.from)]),
  ];
  const workloads = near.flatMap((id) => context.workload(id) ?? []);
  return workloads.length === 0 ? undefined : workloads.some((one) => does(one, 'notebook'));
}

function draft(context: JudgeContext, node: NodeId, facts: readonly CredentialFact[], notebook: boolean): FindingDraft {
  const kinds = [...new Set(facts.map(({ kind }) => kind.replace(/-/gu, ' ')))].sort();
  return {
    severity: facts.some(({ kind }) => kind !== 'huggingface-token') ? 'high' : 'medium',
    confidence: facts.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: node,
    title: `${context.named(node)} acts with the ${listed(kinds)} of a person`,
    detail: `${notebook ? 'A notebook' : 'A pod'} has it, so what the workload does is recorded as the work of that person, and everything that the person may open is open to it.`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'personal',
    fix: secretOut(context, facts),
  };
}
