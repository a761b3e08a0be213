import type { FindingDraft } from '../../model/finding.ts';
import { nodeId, parseId, type NodeId } from '../../model/id.ts';
import { group } from '../context.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext } from '../rule.ts';

/** A finding that something is not written down: low, with the places of those that lack it as evidence. */
export function missing(
  context: JudgeContext,
  identities: readonly NodeId[],
  said: Pick<FindingDraft, 'title' | 'detail' | 'key' | 'fix'>,
): FindingDraft {
  return {
    severity: 'low',
    confidence: 'configured',
    identity: standingFor(context, identities),
    evidence: identities.flatMap((one) => {
      const { evidence = [] } = context.node(one) ?? {};
      return identities.length === 1 ? evidence : evidence.slice(0, 1);
    }),
    ...said,
  };
}

/** Of several, their repository: it stays while workflows come and go. */
function standingFor(context: JudgeContext, [first = '', ...rest]: readonly NodeId[]): NodeId {
  const { source = '', realm = '', path = [] } = parseId(first) ?? {};
  const repository = nodeId(source, 'Repo', realm, ...path.slice(0, folderIn(path)));
  return rest.length > 0 && context.node(repository) ? repository : first;
}

/** Where in the path of a workflow its repository ends. */
const folderIn = (path: readonly string[]): number => Math.max(path.indexOf('.github'), 0);

/**
 * Those of which one line of one file would say it, in id order: the workflows of a repository, the agents of a folder. An account of a
 * cluster says it beside itself and stands alone.
 */
export function together(identities: readonly NodeId[]): readonly (readonly [NodeId, ...NodeId[]])[] {
  return [...group(identities, (id) => [placeOf(id)]).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] as const],
  );
}

function placeOf(id: NodeId): string {
  const parsed = parseId(id);
  if (!parsed || parsed.source === 'k8s') return id;
  const { source, kind, realm, path } = parsed;
  return [source, kind, realm, ...path.slice(0, folderIn(path))].join('\n');
}

/** `workflow a.yml`, or `17 workflows of acme/serving`. The realm of those who named none is not worth saying. */
export function calledTogether(context: JudgeContext, identities: readonly [NodeId, ...NodeId[]]): string {
  const [first] = identities;
  if (identities.length === 1) return context.named(first);
  const { realm = 'default', path = [] } = parseId(first) ?? {};
  const where = [...(realm === 'default' ? [] : [realm]), ...path.slice(0, folderIn(path))];
  return `${plural(identities.length, wordOf(context, first))}${where.length === 0 ? '' : ` of ${where.join('/')}`}`;
}

/** Most of them by name, with the total where they are more. */
export function namesOf(context: JudgeContext, identities: readonly [NodeId, ...NodeId[]]): string {
  const word = `${wordOf(context, identities[0])} `;
  const names = identities.map((one) => context.named(one));
  return listed(
    names.map((name) => (name.includes(word) ? name.slice(name.indexOf(word) + word.length) : name)),
    30,
  );
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  Workflow: 'workflow', Agent: 'agent', FrontDoor: 'gateway', OAuthApp: 'application', ServicePrincipal: 'application',
  CloudRole: 'cloud role', CloudUser: 'cloud user',
}; // prettier-ignore

function wordOf(context: JudgeContext, id: NodeId): string {
  return parseId(id)?.source === 'gitlab' ? 'pipeline' : (KIND_WORDS[context.node(id)?.kind ?? ''] ?? 'identity');
}
