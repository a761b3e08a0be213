import type { FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';

const WHY = 'Let a person who did not write the change release it, by the means of the system that deploys.';

/** What to write, and the setting that no file holds, for the system that the deployer belongs to. */
export function requireApproval(deployer: NodeId): FixPlan {
  const make = MAKERS[parseId(deployer)?.source ?? ''];
  return { kind: 'policy', why: WHY, text: make ? make(deployer) : declared(deployer) };
}

type Maker = (deployer: NodeId) => string;

const MAKERS: Readonly<Record<string, Maker>> = {
  github: () =>
    [
      '# in the job that deploys',
      'environment: production',
      '# and once, for the repository (needs its administration)',
      `# gh api --method PUT repos/{owner}/{repo}/environments/production --input - <<'EOF'`,
      '# {"reviewers": [{"type": "Team", "id": TEAM_ID}], "prevent_self_review": true}',
      '# EOF',
      '',
    ].join('\n'),
  gitlab: () =>
    [
      '# in the job that deploys',
      'environment:',
      '  name: production',
      '  deployment_tier: production',
      'when: manual',
      '# and once, for the project (needs its maintenance)',
      `# glab api --method POST projects/:fullpath/protected_environments --header "Content-Type: application/json" --input - <<'EOF'`,
      '# {"name": "production", "deploy_access_levels": [{"access_level": 40}],',
      '#  "approval_rules": [{"access_level": 40, "required_approvals": 1}]}',
      '# EOF',
      '',
    ].join('\n'),
  jupyter: (deployer) =>
    [
      '# Take the promotion out of the notebook and put it into a pipeline whose environment needs an approval.',
      '# Let the notebook register a version only; give its credential no right to move stages or aliases.',
      declared(deployer),
    ].join('\n'),
};

/** An approval that happens where no file shows it is declared. */
function declared(deployer: NodeId): string {
  return [
    '# writ.estate.yaml: where people approve it outside of what was read',
    'approvals:',
    `  - resource: ${JSON.stringify(deployer)}`,
    '    approve: [team:NAME]',
    '',
  ].join('\n');
}

/** Argo CD: without automated sync, or inside windows in which only people sync. */
export function syncByHand(application: string): FixPlan {
  return {
    kind: 'policy',
    why: 'Protect the branch that is applied, so that a machine cannot write it alone; or let a person sync.',
    text: `# Application ${application}: take out spec.syncPolicy.automated, or in its AppProject\nspec:\n  syncWindows:\n    - kind: deny\n      schedule: "* * * * *"\n      duration: 24h\n      applications: [${JSON.stringify(application)}]\n      manualSync: true\n`,
  };
}
