import type { Entry } from '../../../documents/entry.ts';
import type { ToolServerFact } from '../../../model/system-facts.ts';

interface Named {
  readonly name: string;
  readonly at: Entry;
}

export interface GatewayArguments {
  readonly transport: ToolServerFact['transport'];
  readonly servers: readonly Named[];
  /** Empty: all tools of the servers. */
  readonly tools: readonly Named[];
}

/** The arguments of `docker mcp gateway run`: `--servers=a,b`, `--tools=x,y`, `--transport=sse`, or each with its value as the next word. */
export function gatewayArguments(command: readonly Entry[]): GatewayArguments {
  const words = command.flatMap((at) => (at.text() ?? '').split(/\s+/u).map((text) => ({ text, at })));
  const values = (flag: string): Named[] =>
    words.flatMap(({ text, at }, index) => {
      const given =
        text === flag
          ? words[index + 1]
          : text.startsWith(`${flag}=`)
            ? { text: text.slice(flag.length + 1), at }
            : undefined;
      return (given?.text ?? '')
        .split(',')
        .flatMap((name) =>
          name.trim() === '' ? [] : [{ name: name.trim().replace(/@.*$/u, ''), at: given?.at ?? at }],
        );
    });
  const [transport] = values('--transport');
  return {
    transport: transport?.name === 'stdio' ? 'stdio' : transport?.name === 'sse' ? 'sse' : 'http',
    servers: values('--servers'),
    tools: values('--tools').map(({ name, at }) => ({ name: name.split(':').at(-1) ?? name, at })),
  };
}
