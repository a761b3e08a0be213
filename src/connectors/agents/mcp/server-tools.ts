import type { Entry } from '../../../documents/entry.ts';
import { toolsOf } from '../tools/known.ts';
import type { KnownServer } from '../tools/known-servers.ts';
import type { Telling } from '../telling.ts';
import { effectOfName, hasEffect } from '../tools/effects.ts';
import { bringsStrangers } from '../tools/strangers.ts';
import { tellTool, tellUntrusted, type Offering } from '../tools/tell-tools.ts';
import type { Launch } from './launch.ts';
import type { User } from './server.ts';

export interface Offered {
  readonly by: Offering;
  readonly user: User;
  readonly at: Entry;
  readonly launch: Launch | undefined;
  readonly known: KnownServer | undefined;
  readonly off: boolean;
}

const LISTS = ['autoApprove', 'alwaysAllow', 'autoApproved'];
const CHOSEN = ['tools', 'includeTools', 'enabled_tools', 'allowed_tools', 'allowedTools'];
const LEFT_OUT = ['disabledTools', 'excludeTools', 'disabled_tools'];

/** Tools that the configuration names, and those that documentation says the server has. */
export function tellServerTools(telling: Telling, { by, user, at, launch, known, off }: Offered): void {
  const automatic = new Map(LISTS.flatMap((list) => at.items(list)).flatMap((one) => pair(one)));
  const all = automatic.has('*') || at.get('trust')?.value === true;
  const chosen = new Map(CHOSEN.flatMap((list) => at.items(list)).flatMap((one) => pair(one)));
  const without = new Set(LEFT_OUT.flatMap((list) => at.texts(list)));
  const narrowed = chosen.size > 0 && !chosen.has('*');
  const readOnly = isReadOnly(at, launch);
  const precondition = off ? 'the server is switched on' : undefined;

  const documented = new Map(known ? toolsOf(known) : []);
  const names = new Set([...(narrowed ? [] : documented.keys()), ...chosen.keys(), ...automatic.keys()]);
  for (const name of names) {
    if (name === '*' || without.has(name)) continue;
    const effect = documented.get(name);
    const judged =
      effect === undefined
        ? effectOfName(name)
        : { effect, because: `documentation of the ${known?.title ?? ''} server` };
    if (readOnly && hasEffect(judged.effect)) continue;
    const named = automatic.get(name) ?? chosen.get(name) ?? at;
    tellTool(
      telling,
      by,
      { name, judged, evidence: named.evidence, automatic: all || automatic.has(name) },
      precondition,
    );
  }
  if (known?.brings) {
    const [what, who] = known.brings;
    const doubt = who === 'strangers' ? precondition : 'strangers can write there';
    tellUntrusted(telling, by, user.agent, what, at, doubt);
  } else
    for (const what of bringsStrangers([...names]))
      tellUntrusted(telling, by, user.agent, what, at, 'what it reads is written by strangers');
}

const pair = (one: Entry): [string, Entry][] => {
  const name = one.text() ?? one.text('name');
  return name === undefined ? [] : [[name, one]];
};

/** Told to be read-only by flag, variable or header. */
function isReadOnly(at: Entry, launch: Launch | undefined): boolean {
  if (launch?.rest.some(({ text }) => /^--?read-?only(?:=(?:true|1))?$/iu.test(text)) === true) return true;
  const given = [...at.entries('env'), ...at.entries('headers')].map(([key, one]) => [key, one.text()] as const);
  return [...given, ...(launch?.container?.env ?? [])].some(
    ([key, value]) => /read-?_?only$/iu.test(key) && /^(?:true|1|yes)$/iu.test(value ?? ''),
  );
}
