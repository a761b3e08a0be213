import type { RbacRule } from '../../model/facts.ts';
import type { FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import type { DeployFact } from '../../model/system-facts.ts';
import { roleDocument } from './narrow-role.ts';

/** A second workflow for the infrastructure, with an identity and an approval of its own. */
export function splitWorkflow(workflow: NodeId, changes: readonly DeployFact[]): FixPlan {
  const parsed = parseId(workflow);
  const steps = [...new Set(changes.map(({ because }) => because.split(';')[0] ?? because))]
    .slice(0, 10)
    .map((because) => `#   ${because}`);
  const make = parsed?.source === 'gitlab' ? gitlab : github;
  return {
    kind: 'policy',
    why: 'Give the infrastructure a workflow, a cloud role and an approval of its own, so that a deployment cannot change it.',
    text: `${make()}# move there, with its own role; take the rights from the role that deploys:\n${steps.join('\n')}\n`,
  };
}

function github(): string {
  return [
    '# .github/workflows/infrastructure.yml',
    'on:',
    '  push:',
    '    branches: [main]',
    '    paths: [infrastructure/**]',
    'permissions:',
    '  contents: read',
    '  id-token: write',
    'jobs:',
    '  apply:',
    '    environment: infrastructure',
    '',
  ].join('\n');
}

function gitlab(): string {
  return [
    '# infrastructure/.gitlab-ci.yml, better in a project of its own',
    'apply:',
    '  environment:',
    '    name: infrastructure',
    '  when: manual',
    '  rules:',
    '    - if: $CI_COMMIT_REF_PROTECTED == "true"',
    '      changes: [infrastructure/**/*]',
    '      when: manual',
    '',
  ].join('\n');
}

/** The rights over infrastructure as a role of their own, for an account that deploys nothing. */
export function splitAccount(rules: readonly RbacRule[]): FixPlan {
  return {
    kind: 'policy',
    why: 'Bind the rights over the infrastructure to an account that deploys nothing, and let deployments reach named namespaces only.',
    text: roleDocument({ name: 'infrastructure-administration' }, rules),
  };
}
