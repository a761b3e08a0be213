/** Conditions that a stranger does not meet, or that somebody of the project meets for him. */
const GUARDS: readonly RegExp[] = [
  /head\.repo\.full_name\s{0,5}==\s{0,5}(?:github\.repository|'[^'\n]{1,200}')/u,
  /github\.repository\s{0,5}==\s{0,5}github\.event\.pull_request\.head\.repo\.full_name/u,
  /head\.repo\.(?:owner\.login|owner\.id)\s{0,5}==/u,
  /head\.repo\.fork\s{0,5}(?:==\s{0,5}false|!=\s{0,5}true)|!\s{0,5}github\.event\.pull_request\.head\.repo\.fork/u,
  /head_repository\.(?:full_name|owner\.login)\s{0,5}==/u,
  /head_repository\.fork\s{0,5}==\s{0,5}false|!\s{0,5}github\.event\.workflow_run\.head_repository\.fork/u,
  /author_association\s{0,5}==\s{0,5}'(?:OWNER|MEMBER|COLLABORATOR)'/u,
  /contains\([^()\n]{0,200}(?:\([^()\n]{0,200}\))?[^()\n]{0,100}author_association/u,
  /(?:github\.actor|github\.triggering_actor|\.user\.login|sender\.login)\s{0,5}==\s{0,5}'/u,
  /contains\([^()\n]{0,300}(?:\([^()\n]{0,300}\))?[^()\n]{0,100}(?:github\.actor|\.user\.login|sender\.login)/u,
  /pull_request\.merged\b(?!\s{0,5}==\s{0,5}false|_)/u,
  /event\.label\.name\s{0,5}==|contains\([^()\n]{0,200}\.labels\.\*\.name/u,
  /workflow_run\.event\s{0,5}==\s{0,5}'(?:push|schedule|workflow_dispatch|release|merge_group)'/u,
  /workflow_run\.event\s{0,5}!=\s{0,5}'pull_request'/u,
  /outputs\.[\w-]{0,60}(?:permi|allow|authori[sz]|trusted|collaborator|member)/iu,
];

/** Whether a stranger's event gets past the condition: one of its alternatives asks for nothing that he has not. */
export function admits(condition: string, event: string): boolean {
  const bare = condition.replace(/^\s*\$\{\{|\}\}\s*$/gu, '').slice(0, 10_000);
  if (bare.trim() === '') return true;
  return alternatives(bare).some((one) => !forOthers(one, event) && !GUARDS.some((guard) => guard.test(one)));
}

/** The alternative asks for other events than this one. */
function forOthers(text: string, event: string): boolean {
  const named = [...text.matchAll(/github\.event_name\s{0,5}(==|!=)\s{0,5}'([a-z_]{1,40})'/gu)];
  const wanted = named.filter(([, sign]) => sign === '==').map(([, , name]) => name);
  const refused = named.filter(([, sign]) => sign === '!=').map(([, , name]) => name);
  return refused.includes(event) || (wanted.length > 0 && !wanted.includes(event));
}

/** Split at `||` outside of brackets; what stands in brackets stays whole unless it is all there is. */
function alternatives(text: string): readonly string[] {
  const trimmed = text.trim();
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let closedEarly = false;
  for (let at = 0; at < trimmed.length; at++) {
    if (trimmed[at] === '(') depth++;
    else if (trimmed[at] === ')') {
      depth--;
      if (depth === 0 && at < trimmed.length - 1) closedEarly = true;
    } else if (depth === 0 && trimmed.startsWith('||', at)) {
      parts.push(trimmed.slice(from, at));
      from = at + 2;
    }
  }
  parts.push(trimmed.slice(from));
  if (parts.length === 1 && !closedEarly && trimmed.startsWith('(') && trimmed.endsWith(')'))
    return alternatives(trimmed.slice(1, -1));
  return parts;
}
