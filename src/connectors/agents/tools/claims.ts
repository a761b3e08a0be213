import type { Entry } from '../../../documents/entry.ts';
import type { Judgement } from './effects.ts';

/** What a tool says of itself: annotations of the MCP specification (ToolAnnotations), `accessType` of a catalogue. */
export function claimOf(tool: Entry): Judgement | undefined {
  const hints = tool.get('annotations') ?? tool;
  if (hints.get('destructiveHint')?.value === true)
    return { effect: 'write', because: 'it says of itself that it is destructive' };
  if (hints.get('readOnlyHint')?.value === false)
    return { effect: 'write', because: 'it says of itself that it is not read-only' };
  const access = tool.text('accessType') ?? tool.text('access_type');
  if (access !== undefined && /write/iu.test(access))
    return { effect: 'write', because: `its catalogue says ${access}` };
  if (access !== undefined && /exec/iu.test(access))
    return { effect: 'execute', because: `its catalogue says ${access}` };
  return undefined;
}
