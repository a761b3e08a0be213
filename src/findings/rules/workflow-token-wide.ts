import type { FindingDraft, FixPlan } from '../../model/finding.ts';
import type { WorkflowFact } from '../../model/system-facts.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Of row 22's family: the token itself. One finding a workflow. */
export const workflowTokenWide: Rule = {
  name: 'workflow-token-wide',
  row: 22,
  title: 'The token of a workflow may write everything, or as much as a setting elsewhere says',
  severities: [
    ['medium', 'write-all in a workflow that strangers start or that deploys'],
    ['low', 'write-all elsewhere; nothing is said in a workflow that strangers start or that deploys'],
  ],
  fires:
    'The workflow says write-all; or nothing is said for a job of a workflow that a stranger can start, or that deploys, promotes or changes infrastructure.',
  quiet:
    'Rights that are listed, read-all, workflows that are only called by others, and workflows of hosted tests that say nothing.',
  frameworks: ['NHI6:2025', 'MAESTRO-L4', 'CSF-2.0 PR.AA-05', 'ISO-27001 A.8.2', 'SOC-2 CC6.3'],
  *judge(context) {
    const deploying = new Set(context.of('deploy').map(({ node }) => node));
    for (const fact of context.of('workflow')) {
      if (fact.triggers.every(({ event }) => event === 'workflow_call')) continue;
      const all = fact.token.includes('write-all');
      const matters = fact.triggers.some(({ untrusted }) => untrusted) || deploying.has(fact.node);
      if (all || (fact.token.includes('default') && matters)) yield draft(context, fact, all, matters);
    }
  },
};

function draft(context: JudgeContext, fact: WorkflowFact, all: boolean, matters: boolean): FindingDraft {
  const stake = context.pathToStake([fact.node]);
  return {
    severity: all && matters ? 'medium' : 'low',
    confidence: all ? fact.confidence : 'possible',
    identity: fact.node,
    title: `${context.named(fact.node)} ${all ? 'has a token that may write everything' : 'does not say what its token may do'}`,
    detail: `${all ? 'Whatever runs in one of its steps may push code, publish packages and approve pull requests.' : 'The setting of the repository decides, and it may be to write.'}${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: all ? 'write-all' : 'default',
    ...atStake(stake),
    fix: narrowed(fact, all),
  };
}

const WHY = 'Rights that are listed are all that the token has. A job that needs more says so itself.';

/** What the steps are known to use, where all of them are known; else reading alone, and the jobs that write add what they need. */
function narrowed({ needs, permissionsSpan, token }: WorkflowFact, all: boolean): FixPlan {
  const rights = needs && needs.length > 0 ? needs : ['contents: read'];
  const block = `permissions:\n${rights.map((right) => `  ${right}\n`).join('')}`;
  const policy: FixPlan = {
    kind: 'policy',
    why: needs ? WHY : `${WHY} What these steps use is not known from the files: add the rights that a run asks for.`,
    text: block,
  };
  // `write-all` may stand in a job, and rights of others may be listed there: then the place is for a person to find.
  if (!permissionsSpan || !needs || (all && token.length > 1)) return policy;
  const edit = all
    ? { ...permissionsSpan, text: `{ ${rights.join(', ')} }` }
    : { ...permissionsSpan, text: `${block}\n` };
  if (all !== permissionsSpan.end > permissionsSpan.start) return policy;
  return { kind: 'patch', why: WHY, edits: [edit], instead: block };
}
