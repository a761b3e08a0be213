import type { Entry } from '../../documents/entry.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { repoKey } from '../../model/keys.ts';
import type { ActionFact } from '../../model/system-facts.ts';
import type { Outside } from './includes.ts';
import type { Held } from './tell.ts';
import type { Telling } from './telling.ts';
import { expand, isResolved } from './variables.ts';

/** Configuration of other projects and images of others: code that runs with what the jobs hold. */
export function tellForeignCode(telling: Telling, id: NodeId, held: readonly Held[]): void {
  const everything = {
    oidc: held.some(({ oidc }) => oidc),
    secrets: [...new Set(held.flatMap(({ secrets }) => secrets))].sort(),
  };
  for (const one of telling.outside) if (one.how !== 'template') included(telling, id, one, everything);
  const told = new Set<string>();
  for (const one of held)
    for (const { image, entry } of images(telling, one)) {
      if (told.has(image)) continue;
      told.add(image);
      pulled(telling, id, image, entry, one);
    }
}

type Holds = Pick<ActionFact, 'oidc' | 'secrets'>;

function included(
  telling: Telling,
  id: NodeId,
  { how, name: written, ref, pinned, entry }: Outside,
  holds: Holds,
): void {
  const { context, root, pipeline } = telling;
  const { repository } = root.standing;
  const name = expand(written, { variables: new Map(), predefined: new Map([['CI_SERVER_FQDN', repository?.host ?? '$CI_SERVER_FQDN'], ['CI_SERVER_HOST', repository?.host ?? '$CI_SERVER_HOST']]), inputs: pipeline.inputs }); // prettier-ignore
  const group = repository?.organisation.split('/')[0]?.toLowerCase();
  const path = how === 'component' ? name.split('/').slice(1, -1) : name.split('/');
  const evidence = [entry.evidence];
  context.estate.fact({
    fact: 'action',
    node: id,
    uses: name,
    ref,
    pinned,
    firstParty: how !== 'remote' && group !== undefined && path[0]?.toLowerCase() === group,
    ...holds,
    evidence,
    confidence: 'configured',
  });
  if (how === 'remote') return;
  const host = how === 'component' ? name.split('/')[0] : repository?.host;
  const key = host === undefined || !isResolved(name) ? undefined : repoKey(`${host}/${path.join('/')}`);
  if (host === undefined || key === undefined) return;
  const otherwise = nodeId('git', 'Repo', host, ...path);
  context.estate.refer({
    kind: 'USES_ACTION',
    node: id,
    side: 'from',
    key,
    confidence: 'configured',
    evidence,
    otherwise: {
      id: otherwise,
      kind: 'Repo',
      name: `${host}/${path.join('/')}`,
      realm: host,
      environment: 'unknown',
      evidence,
      implied: true,
    },
  });
}

/** Of `image` and `services`; those that the registry of this GitLab holds are its own. */
function images({ pipeline }: Telling, { view }: Held): readonly { readonly image: string; readonly entry: Entry }[] {
  const entries = [pipeline.field(view.job, 'image'), ...pipeline.list(pipeline.field(view.job, 'services'))];
  return entries.flatMap((entry) => {
    const image = view.expanded(entry?.text() ?? entry?.text('name') ?? '');
    return entry && image !== '' && isResolved(image.split(/[:@]/u)[0] ?? '') ? [{ image, entry }] : [];
  });
}

function pulled(telling: Telling, id: NodeId, image: string, entry: Entry, { oidc, secrets }: Held): void {
  const [bare = image, digest] = image.split('@');
  const tag = /:([\w.${}-]{1,128})$/u.exec(bare)?.[1];
  const organisation = telling.root.standing.repository?.organisation.split('/')[0]?.toLowerCase();
  const evidence: Evidence[] = [entry.evidence];
  telling.context.estate.fact({
    fact: 'action',
    node: id,
    uses: `docker://${tag === undefined ? bare : bare.slice(0, -tag.length - 1)}`,
    ref: digest ?? tag ?? '',
    pinned: digest?.startsWith('sha256:') ?? false,
    firstParty: organisation !== undefined && bare.toLowerCase().includes(`/${organisation}/`),
    oidc,
    secrets,
    evidence,
    confidence: 'configured',
  });
}
