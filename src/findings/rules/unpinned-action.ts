import type { FindingDraft } from '../../model/finding.ts';
import type { ActionFact } from '../../model/system-facts.ts';
import { group } from '../context.ts';
import { pinActions } from '../fix/pin-action.ts';
import { pinIncludes } from '../fix/pin-include.ts';
import { listed, plural } from '../names.ts';
import { heldInWords, strength, type Held } from '../rights-of-jobs.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo, tierOf } from '../stake.ts';

const held = ({ token = [], oidc, secrets }: ActionFact): Held => ({ token, oidc, secrets });

/** Row 23. One finding a workflow, whatever the number of its actions. */
export const unpinnedAction: Rule = {
  name: 'unpinned-action',
  row: 23,
  title:
    'An action of a third party that can change at any time runs beside secrets, a cloud identity or a writing token',
  severities: [
    [
      'high',
      'it runs beside a cloud identity or every secret, follows a branch, or what it runs beside leads to a jewel of tier 8 or more',
    ],
    ['medium', 'it runs beside secrets, or a token that changes code, packages or deployments'],
    ['low', 'it runs beside a token that writes labels, comments and results'],
  ],
  fires:
    'A step or job uses an action, workflow or image of another owner by tag, branch or without a version, in a job that holds secrets, may take on cloud roles, or whose token is said to write.',
  quiet:
    'References by commit or digest, actions of GitHub and of the same organisation, jobs that hold nothing or only the default token, actions in the tree itself.',
  frameworks: [
    'NHI3:2025',
    'ASI04',
    'MAESTRO-L4',
    'CSF-2.0 GV.SC-07',
    'SP-800-53 SR-6',
    'ISO-27001 A.5.19',
    'SOC-2 CC9.2',
  ],
  *judge(context) {
    const open = context
      .of('action')
      .filter((one) => !one.pinned && !one.firstParty && /^(?:strong|weak)$/u.test(strength(held(one))));
    for (const [node, facts] of group(open, (one) => [one.node])) yield draft(context, node, facts);
  },
};

function draft(context: JudgeContext, node: string, facts: readonly ActionFact[]): FindingDraft {
  const stake = context.pathToStake([node]);
  const strong = facts.filter((one) => strength(held(one)) === 'strong');
  const grave =
    strong.some(({ oidc, secrets, ref, uses }) => oidc || secrets.includes('*') || followsBranch(uses, ref)) ||
    (strong.length > 0 && tierOf(stake) >= 8);
  const gitlab = node.startsWith('gitlab:');
  const names = [...new Set(facts.map(({ uses }) => (gitlab ? uses.replace(/^docker:\/\//u, '') : uses)))].sort();
  const beside: Held = {
    token: union(facts.map(({ token = [] }) => token)),
    oidc: facts.some(({ oidc }) => oidc),
    secrets: union(facts.map(({ secrets }) => secrets)),
  };
  return {
    severity: grave ? 'high' : strong.length > 0 ? 'medium' : 'low',
    confidence: facts.every(({ confidence }) => confidence === 'possible') ? 'possible' : 'configured',
    identity: node,
    title: `${context.named(node)} runs ${names.length === 1 ? `${names[0] ?? ''} by a name` : `${plural(names.length, gitlab ? 'include or image' : 'action', gitlab ? 'includes and images' : 'actions')} of others by names`} that can be moved`,
    detail: `${listed(names)}: who controls ${names.length === 1 ? 'it' : 'one of them'} runs code beside ${heldInWords(beside)}.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key: 'unpinned',
    ...atStake(stake),
    fix: gitlab ? pinIncludes(facts) : pinActions(facts),
  };
}

/** A name that is no version. Images without a tag follow `latest`. */
function followsBranch(uses: string, ref: string): boolean {
  if (uses.startsWith('docker://')) return ref === '' || ref === 'latest';
  return !/^(?:[\w-]{1,60}[-/@])?v?\d[\w.+-]{0,60}$/u.test(ref);
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();
