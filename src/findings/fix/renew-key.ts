import type { FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { shellComment, shellWord } from './shell.ts';

/** A new key with an end, and the old one away, by the tool of whoever issued it; else what to do in words. */
export function renewKey(node: NodeId, what: string): FixPlan {
  const id = parseId(node);
  const [first = '', last = ''] = [id?.path[0], id?.path.at(-1)];
  if (id?.source === 'entra')
    return {
      kind: 'command',
      why: 'Use a managed identity or federated credential, which keeps no secret. Until then: a secret of 90 days, and the old one away.',
      text: `az ad app credential reset --id ${shellWord(first)} --append --end-date "$(date -u -d '+90 days' +%F)"\naz ad app credential delete --id ${shellWord(first)} --key-id ${shellWord(last)}${/certificate/u.test(what) ? ' --cert' : ''}\n`,
    };
  if (id?.source === 'github')
    return {
      kind: 'command',
      why: 'Withdraw its access to the organisation; a fine-grained token with an end, or a GitHub App, takes its place.',
      text: `gh api --method DELETE ${shellWord(`/orgs/${id.realm}/credential-authorizations/${last}`)}\n`,
    };
  return {
    kind: 'policy',
    why: 'Issue a key that ends within 90 days and is renewed by a machine; delete this one when nothing uses it.',
    text: `# ${shellComment(what)}: ${shellComment(node)}\n# maximum lifetime: 90 days\n`,
  };
}
