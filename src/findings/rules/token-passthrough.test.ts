import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { tokenPassthrough } from './token-passthrough.ts';

describe('token-passthrough', () => {
  function judged(edit: boolean, jewel = false): unknown[] {
    const estate = new TestEstate();
    const agent = estate.node('Agent', 'Agent', 'triage');
    const server = estate.node('McpServer', 'Server', 'crm');
    if (jewel) estate.edge('DATA_ACCESS', server, estate.node('DataStore', 'Store', 'customers', { jewel: 8 }));
    estate.fact({
      fact: 'passthrough', node: agent, to: server, because: 'Authorization carries the token of whoever asks', evidence: [{ file: 'a', line: 2 }],
      confidence: 'configured', ...(edit ? { span: { file: 'a', start: 1, end: 4 }, instead: '"Bearer ${CRM_TOKEN}"' } : {}),
    }); // prettier-ignore
    return estate.judge(tokenPassthrough);
  }

  it('fires once a receiver, high where a jewel is behind it', () => {
    expect(judged(true)).toMatchObject([
      {
        severity: 'medium',
        title: 'Agent triage hands on the token of its caller to Server crm',
        plan: { kind: 'patch' },
      },
    ]);
    expect(judged(false, true)).toMatchObject([{ severity: 'high', plan: { kind: 'policy' } }]);
  });

  it('stays quiet where nothing is handed on', () => {
    const estate = new TestEstate();
    estate.edge('AGENT_USES', estate.node('Agent', 'Agent', 'triage'), estate.node('McpServer', 'Server', 'crm'));
    expect(estate.judge(tokenPassthrough)).toEqual([]);
  });
});
