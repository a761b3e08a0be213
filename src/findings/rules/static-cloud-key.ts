import type { CredentialFact } from '../../model/facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { inNotebook, notebookOut } from '../fix/notebook-out.ts';
import { withoutKey, type Cloud } from '../fix/without-key.ts';
import { listed } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

const CLOUDS: Readonly<Record<Cloud, string>> = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Azure' };

/** Row 7. One finding a holder. */
export const staticCloudKey: Rule = {
  name: 'static-cloud-key',
  row: 7,
  title: 'A static cloud key where short-lived ones can be had',
  severities: [
    ['high', 'a workload receives it, in production'],
    ['medium', 'otherwise'],
    ['low', 'read from a template that was not rendered'],
  ],
  fires:
    'A literal access key of AWS, Google Cloud or Azure stands in configuration, and nothing federates the account of its users to a cloud identity.',
  quiet:
    'Keys of storage that is no cloud (MinIO, SeaweedFS); accounts with IRSA, pod identity or workload identity; keys in exports of a directory, which key-without-expiry and long-lived-token judge; placeholders.',
  frameworks: [
    'NHI4:2025',
    'NHI7:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-01',
    'SP-800-53 IA-5(7)',
    'ISO-27001 A.5.17',
    'ATLAS AML.T0012',
  ],
  *judge(context) {
    const keys = context.credentials.filter(
      ({ cloud, defaultOf }) => defaultOf === undefined && cloud !== undefined && cloud !== 'vendor',
    );
    const dated = new Set(context.of('lifetime').map(({ node }) => node));
    for (const [node, facts] of group(
      keys.filter((one) => !dated.has(one.node)),
      (one) => [one.node],
    )) {
      const accounts = usersOf(context, node);
      if (!accounts.some((account) => context.graph.outgoing(account).some(({ kind }) => FEDERATES.has(kind))))
        yield draft(context, node, facts, accounts);
    }
  },
};

const FEDERATES: ReadonlySet<string> = new Set(['IRSA', 'POD_IDENTITY', 'GKE_WI', 'AKS_WI']);

/** Accounts of the pods that receive the holder, or of the workload that it is part of. */
function usersOf(context: JudgeContext, holder: NodeId): NodeId[] {
  const near = [holder, ...context.graph.incoming(holder).map(({ from }) => from)];
  return [...new Set(near.flatMap((id) => context.workload(id)?.account ?? []))].sort();
}

function draft(
  context: JudgeContext,
  node: NodeId,
  facts: readonly CredentialFact[],
  accounts: readonly NodeId[],
): FindingDraft {
  const stake = context.pathToStake([node]);
  const cloud = cloudOf(facts[0]);
  const possible = facts.every(({ confidence }) => confidence === 'possible');
  const shorter = withoutKey(node, cloud, { users: listed(accounts.map((one) => context.named(one))), account: accounts[0] }); // prettier-ignore
  const notebook = facts.every(inNotebook);
  return {
    severity: possible ? 'low' : accounts.length > 0 && context.environment(node) === 'prod' ? 'high' : 'medium',
    confidence: possible ? 'possible' : 'configured',
    identity: node,
    title: `${context.named(node)} holds a static key of ${CLOUDS[cloud]}`,
    detail: `${notebook ? 'Whoever reads the notebook has it, although its server can be given a role of the cloud' : `${shorter.users} ${shorter.instead}`}. A static key works from anywhere until it is taken back.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'cloud',
    ...atStake(stake),
    fix: notebook ? notebookOut(context, facts) : { kind: 'policy', ...shorter.fix },
  };
}

function cloudOf(fact: CredentialFact | undefined): Cloud {
  return fact?.cloud === 'gcp' || fact?.cloud === 'azure' ? fact.cloud : 'aws';
}
