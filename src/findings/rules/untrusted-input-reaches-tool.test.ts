import { describe, expect, it } from 'vitest';
import type { ToolFact } from '../../model/system-facts.ts';
import type { EntryKind } from '../../model/kinds.ts';
import { TestEstate } from '../testing/estate.ts';
import { untrustedInputReachesTool } from './untrusted-input-reaches-tool.ts';

interface Given {
  readonly entry?: EntryKind;
  readonly possible?: boolean;
  readonly effect: ToolFact['effect'];
  readonly automatic?: true;
  readonly through?: true;
}

function judged({ entry = 'untrusted-document', possible, effect, automatic, through }: Given): unknown[] {
  const estate = new TestEstate();
  const agent = estate.node('Agent', 'Agent', 'researcher');
  const doubt = possible ? ({ confidence: 'possible', precondition: 'strangers can write there' } as const) : {};
  estate.edge('INJECTS_PROMPT', estate.node('Dataset', 'Content', 'web pages', { entry }), agent, doubt);
  const acting = through ? estate.node('Agent', 'Agent', 'writer') : agent;
  if (through) estate.edge('DELEGATES_TO', agent, acting);
  const server = estate.node('McpServer', 'Server', 'mail');
  estate.edge('AGENT_USES', acting, server);
  const tool = estate.node('Tool', 'Tool', 'send_mail', effect === 'read' ? {} : { jewel: 5 });
  estate.edge('PROVIDES_TOOL', server, tool);
  estate.fact({
    fact: 'tool', node: tool, effect, because: 'its name says send', evidence: [{ file: 'x', line: 1 }], confidence: 'configured',
    ...(automatic ? { automatic } : {}),
  }); // prettier-ignore
  return estate.judge(untrustedInputReachesTool);
}

describe('untrusted-input-reaches-tool', () => {
  it('is as severe as what the tool does, and whether a person is asked', () => {
    expect(judged({ effect: 'execute' })).toMatchObject([{ severity: 'high' }]);
    expect(judged({ effect: 'write', automatic: true })).toMatchObject([{ severity: 'high' }]);
    expect(judged({ effect: 'write' })).toMatchObject([
      {
        severity: 'medium',
        confidence: 'configured',
        title: 'Agent researcher reads web pages and can call send_mail',
        path: [{}, {}, {}],
      },
    ]);
  });

  it('is lower where strangers may only perhaps write', () => {
    expect(judged({ effect: 'write', possible: true })).toMatchObject([{ severity: 'low', confidence: 'possible' }]);
  });

  it('follows work that is handed on to another agent', () => {
    expect(judged({ effect: 'write', through: true })).toMatchObject([{ severity: 'medium' }]);
  });

  it('counts a request as untrusted only where anybody may ask', () => {
    expect(judged({ entry: 'prompt', effect: 'write', possible: true })).toEqual([]);
    expect(judged({ entry: 'prompt', effect: 'write' })).toMatchObject([{ severity: 'medium' }]);
  });

  it('stays quiet for tools that only read, or of which nothing is known', () => {
    expect(judged({ effect: 'read' })).toEqual([]);
    expect(judged({ effect: 'unknown' })).toEqual([]);
  });
});
