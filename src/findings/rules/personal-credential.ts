import type { CredentialFact, CredentialKind } from '../../model/facts.ts';
import type { PersonFact } from '../../model/system-facts.ts';
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
  title: "A person's credential is used by a notebook, pod or service",
  severities: [
    ['high', 'a literal token: who reads the file is that person'],
    ['medium', 'the login of a person in production'],
    ['low', 'the login of the person who runs the notebook, elsewhere'],
  ],
  fires:
    'A literal personal token of a code or model host stands in a notebook or in a container; or a notebook logs in as the person who runs it.',
  quiet:
    'Tokens by reference, logins as a service principal or managed identity; tokens in Secrets that no pod receives (plain-secret says those); keys of service accounts.',
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
    for (const [node, facts] of group(context.credentials.filter(isPersonal), (one) => [one.node])) {
      const notebook = usesOf(context, node);
      if (notebook === undefined) continue;
      for (const [where, some] of group(facts, (one) => [
        one.where === 'output' ? ('output' as const) : ('personal' as const),
      ]))
        yield draft(context, node, some, notebook, where);
    }
    for (const [node, facts] of group(context.of('person'), (one) => [one.node])) yield session(context, node, facts);
  },
};

const isPersonal = ({ kind, defaultOf }: CredentialFact): boolean => defaultOf === undefined && PERSONAL.has(kind);

/** Whether this rule says all that there is to say about these values of one holder. */
export function toldAsPersonal(context: JudgeContext, node: NodeId, facts: readonly CredentialFact[]): boolean {
  return facts.every(isPersonal) && usesOf(context, node) !== undefined;
}

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

function draft(
  context: JudgeContext,
  node: NodeId,
  facts: readonly CredentialFact[],
  notebook: boolean,
  key: 'personal' | 'output',
): FindingDraft {
  const kinds = [...new Set(facts.map(({ kind }) => kind.replace(/-/gu, ' ')))].sort();
  return {
    severity: 'high',
    confidence: facts.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: node,
    title: `${context.named(node)} acts with the ${listed(kinds)} of a person`,
    detail: `${notebook ? 'A notebook' : node.startsWith('k8s:') ? 'A pod' : 'A service'} has it in plain text, so what it does is recorded as the work of that person, and everything that the person may open is open to it.`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key,
    fix: secretOut(context, facts),
  };
}

/** The notebook can do what the person may, and nothing of it is written in the files. */
function session(context: JudgeContext, node: NodeId, facts: readonly PersonFact[]): FindingDraft {
  const systems = listed([...new Set(facts.map(({ system }) => system))].sort());
  const ways = listed([...new Set(facts.map(({ how }) => how))].sort());
  return {
    severity: context.environment(node) === 'prod' ? 'medium' : 'low',
    confidence: 'configured',
    identity: node,
    title: `${context.named(node)} acts with the ${systems} login of whoever runs it`,
    detail: `It says ${ways}: it can do all that the person may, its work is recorded as theirs, and it stops when they leave.`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'session',
    fix: {
      kind: 'policy',
      why: 'Give the notebook server an identity of its own with what the notebook needs, and let the login be that.',
      text: facts
        .map(
          ({ how, system }) =>
            `# instead of: ${how}\n#   ${INSTEAD[system] ?? 'a token of a service identity, given to the kernel by the hub'}\n`,
        )
        .filter((line, index, all) => all.indexOf(line) === index)
        .join(''),
    },
  };
}

const INSTEAD: Readonly<Record<string, string>> = {
  AWS: 'a role of the notebook server (IRSA, EKS Pod Identity, or an instance profile)',
  Azure: 'az login --identity, or workload identity of the notebook server',
  'Google Cloud': 'Workload Identity Federation of the notebook server',
  Kubernetes: 'the service account of the notebook pod: config.load_incluster_config()',
};
