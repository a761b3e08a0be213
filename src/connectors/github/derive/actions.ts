import { nodeId } from '../../../model/id.ts';
import { repoKey } from '../../../model/keys.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Telling } from './telling.ts';

interface Uses {
  readonly owner: string;
  readonly repository: string;
  readonly ref: string;
  readonly pinned: boolean;
}

/** `owner/repository/path@ref`, or an image. Undefined for what stands in the repository itself. */
export function usesOf(written: string): Uses | undefined {
  if (written.startsWith('docker://')) {
    const image = written.slice('docker://'.length);
    const [name = '', digest] = image.split('@');
    return {
      owner: 'docker:',
      repository: name.replace(/:[\w.-]{1,128}$/u, ''),
      ref: digest ?? /:([\w.-]{1,128})$/u.exec(name)?.[1] ?? '',
      pinned: /^sha256:[0-9a-f]{64}$/u.test(digest ?? ''),
    };
  }
  const match = /^([\w.-]{1,100})\/([\w.-]{1,100})(?:\/[^@\s]{0,500})?(?:@(\S{1,255}))?$/u.exec(written);
  if (!match || written.startsWith('.')) return undefined;
  const [, owner = '', repository = '', ref = ''] = match;
  return { owner, repository, ref, pinned: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(ref) };
}

/** Owners that are the platform itself. */
const PLATFORM: ReadonlySet<string> = new Set(['actions', 'github']);

/** Code of other repositories that runs in the job, beside all that the job holds. */
export function tellActions(telling: Telling): void {
  const { view } = telling;
  for (const step of view.steps) if (step.uses !== undefined) tellAction(telling, step.uses, step.entry);
  if (view.job.uses !== undefined) tellAction(telling, view.job.uses, view.job.entry);
}

function tellAction(telling: Telling, written: string, at: Entry): void {
  const uses = usesOf(written);
  if (!uses) return;
  const { estate, view } = telling;
  const entry = at.get('uses') ?? at;
  const evidence = [entry.evidence];
  const own = view.place.remote?.organisation.toLowerCase() === uses.owner.toLowerCase();
  const firstParty = PLATFORM.has(uses.owner.toLowerCase()) || own;
  const secrets = [...view.secrets.keys()].sort();
  const { span } = entry;
  estate.fact({
    fact: 'action',
    node: telling.workflow,
    uses: written,
    ref: uses.ref,
    pinned: uses.pinned,
    firstParty,
    oidc: view.oidc,
    secrets,
    token: view.token,
    evidence,
    confidence: telling.sure({}).confidence,
    ...(span ? { span } : {}),
  });
  if (!uses.pinned && uses.owner !== 'docker:')
    for (const node of telling.holders) changes(telling, node, uses, evidence);
  if (firstParty || (!view.oidc && secrets.length === 0)) return;
  const id =
    uses.owner === 'docker:'
      ? nodeId('docker', 'Image', uses.repository)
      : nodeId('github', 'Action', uses.owner, uses.repository);
  estate.node({
    id, kind: 'Vendor', name: uses.owner === 'docker:' ? uses.repository : `${uses.owner}/${uses.repository}`,
    realm: uses.owner === 'docker:' ? 'docker' : uses.owner, environment: 'unknown', evidence, implied: true,
  }); // prettier-ignore
  telling.edge('USES_ACTION', id, evidence);
}

/** Who may change a repository of the estate may change what a tag or branch of it means here. */
function changes(
  telling: Telling,
  node: string,
  { owner, repository }: Uses,
  evidence: Parameters<Telling['edge']>[2],
): void {
  const key = repoKey(`github.com/${owner}/${repository}`);
  if (key !== undefined)
    telling.estate.refer({ kind: 'REPO_WRITE', node, side: 'to', key, evidence, ...telling.sure({}) });
}
