import { describe, expect, it } from 'vitest';
import type { WorkflowFact } from '../../model/system-facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { workflowTokenWide } from './workflow-token-wide.ts';

function workflow(token: string, event = 'push', over: Partial<WorkflowFact> = {}): TestEstate {
  const estate = new TestEstate();
  const node = estate.node('Workflow', 'Workflow', 'ml/ci.yml');
  const evidence = estate.place();
  estate.fact({
    fact: 'workflow', node, file: 'ci.yml', triggers: [{ event, untrusted: event === 'pull_request_target', evidence }], token: [token], oidc: false,
    secrets: [], selfHosted: false, reviewers: [], evidence: [evidence], confidence: 'configured', ...over,
  }); // prettier-ignore
  return estate;
}

describe('workflow-token-wide', () => {
  it('fires for write-all, and for nothing said where a stranger starts it', () => {
    expect(workflow('write-all').judge(workflowTokenWide)).toMatchObject([{ severity: 'low' }]);
    expect(workflow('write-all', 'pull_request_target').judge(workflowTokenWide)).toMatchObject([
      { severity: 'medium' },
    ]);
    expect(workflow('default', 'pull_request_target').judge(workflowTokenWide)).toMatchObject([
      { severity: 'low', confidence: 'possible' },
    ]);
  });

  it('stays quiet for tests that say nothing, for listed rights and for workflows that are only called', () => {
    expect(workflow('default').judge(workflowTokenWide)).toEqual([]);
    expect(workflow('contents: write', 'pull_request_target').judge(workflowTokenWide)).toEqual([]);
    expect(workflow('default', 'workflow_call').judge(workflowTokenWide)).toEqual([]);
  });
});
