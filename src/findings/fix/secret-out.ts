import type { CredentialFact } from '../../model/facts.ts';
import type { Edit, FixPlan } from '../../model/finding.ts';
import { parseId } from '../../model/id.ts';
import type { JudgeContext } from '../rule.ts';
import { inNotebook, notebookOut } from './notebook-out.ts';
import { newName } from './places.ts';
import { fromOutside, variableOut } from './variable-out.ts';
import { document } from './yaml.ts';

/**
 * Takes literal values out of the files of one holder. A Secret becomes an ExternalSecret of the same name, so that nothing that
 * uses it changes; a variable becomes a reference to a Secret that is made outside the tree. The edits are `hidden`: no printed fix quotes
 * what it replaces. Other places (arguments, URLs, chart values) are described, since what reads them must change too.
 */
export function secretOut(context: JudgeContext, facts: readonly CredentialFact[]): FixPlan {
  const [first] = facts;
  const holder = parseId(first?.node ?? '');
  if (!first || !holder) return { kind: 'policy', why: ROTATE, text: '' };
  if (facts.every(inNotebook)) return notebookOut(context, facts);
  if (ASSISTANTS.has(holder.source) && facts.every(({ reference }) => reference === undefined))
    return { kind: 'policy', why: ROTATE, text: facts.map(byLauncher).join('') };
  if (facts.every(fromOutside)) return variableOut(facts, ROTATE);
  if (facts.every(({ where }) => where === 'secret')) return external(facts, holder.path);
  const name = newName(workloadName(context, first) ?? holder.name, 'credentials');
  const instead = facts.map((fact) => byHand(fact, name)).join('');
  const edits = facts.flatMap((fact): Edit[] =>
    fact.where === 'env' && fact.span
      ? [{ ...fact.span, text: reference(name, fact.key), fit: 'pair', hidden: true }]
      : [],
  );
  return edits.length === facts.length
    ? { kind: 'patch', why: `${ROTATE} ${madeBy(name, facts)}`, edits, instead }
    : { kind: 'policy', why: ROTATE, text: instead };
}

/** Sources whose files are read by a program on somebody's machine, not by Kubernetes. */
const ASSISTANTS: ReadonlySet<string> = new Set(['mcp', 'agent', 'a2a']);

/** A client that takes every text as it stands: the value comes from the environment of what starts the server. */
const byLauncher = (fact: CredentialFact): string =>
  `# take the value out of ${placeInWords(fact)}; the client resolves no variables here, so let the command fetch it, for example\n` +
  `# "command": "sh", "args": ["-c", "${fact.key.replace(/\W+/gu, '_').toUpperCase()}=$(secret-tool lookup server ${fact.key.replace(/\W+/gu, '-')}) exec <command>"]\n`;

const ROTATE =
  'Who can read this file has the value: issue a new one, take the old one back, and keep the new one out of the tree.';

function madeBy(name: string, facts: readonly CredentialFact[]): string {
  const keys = [...new Set(facts.map(({ key }) => key))].sort();
  return `The Secret ${name} with ${keys.join(', ')} is made by a secret store, or by kubectl from a file that is not kept.`;
}

function external(facts: readonly CredentialFact[], path: readonly string[]): FixPlan {
  const [namespace = 'default', name = 'secret'] = path;
  const text = document({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'default', kind: 'ClusterSecretStore' },
      target: { name },
      dataFrom: [{ extract: { key: `${namespace}/${name}` } }],
    },
  });
  const why = `${ROTATE} The ExternalSecret makes the Secret of the same name from the entry ${namespace}/${name} of a secret store; name your store.`;
  const edits = facts.flatMap((fact): Edit[] => {
    if (fact.document) return [{ ...fact.document, text, hidden: true }];
    return fact.span ? [{ ...fact.span, text, fit: 'document', hidden: true }] : [];
  });
  return edits.length === facts.length ? { kind: 'patch', why, edits, instead: text } : { kind: 'policy', why, text };
}

const reference = (name: string, key: string): string =>
  `valueFrom:\n  secretKeyRef:\n    name: ${name}\n    key: ${JSON.stringify(key)}`;

const IN_WORDS: Readonly<Record<CredentialFact['where'], string>> = {
  secret: 'key', configmap: 'config map', env: 'environment variable', args: 'argument', annotation: 'annotation', url: 'URL',
  values: 'chart value', file: 'setting', header: 'header', cell: 'notebook cell', output: 'notebook output',
}; // prettier-ignore

export function placeInWords({ where, key }: Pick<CredentialFact, 'where' | 'key'>): string {
  return `${IN_WORDS[where]} ${key}`;
}

function byHand(fact: CredentialFact, name: string): string {
  if (fact.node.startsWith('slurm:'))
    return `# take ${fact.key} out of the kept file; on the machine the file is readable for SlurmUser alone:\nchmod 600 slurmdbd.conf\n# or let the database ask the socket for the user, then no password is written\n`;
  return `# instead of the value in ${placeInWords(fact)}, give the container a variable:\n- name: ${JSON.stringify(fact.key)}\n  ${reference(name, fact.key).replace(/\n/gu, '\n  ')}\n`;
}

function workloadName(context: JudgeContext, { node }: CredentialFact): string | undefined {
  const pod = context.graph.incoming(node).find(({ kind }) => kind === 'CONTAINS' || kind === 'PART_OF')?.from;
  return parseId(context.workload(pod ?? node)?.node ?? '')?.name;
}
