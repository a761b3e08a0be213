import { isRecord } from '../shape.ts';
import { record, type Asking, type Names, type Recorded } from './asking.ts';
import { BLOB, DOCS, ENVIRONMENTS, OF_ENVIRONMENT, OF_REPOSITORY, ROOT, TREE } from './operations.ts';

/** A repository as the list of the organisation tells it. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly branch: string;
  readonly archived: boolean;
  /** Nothing was ever pushed. */
  readonly empty: boolean;
  readonly listed: unknown;
}

/** A text of the default branch. */
export interface Text {
  readonly path: string;
  readonly text: string;
}

export interface Read {
  readonly answers: readonly Recorded[];
  readonly texts: readonly Text[];
}

/** A repository of the list; undefined for one whose names are none: they become paths. */
export function repositoryOf(listed: unknown, owner: string): Repository | undefined {
  if (!isRecord(listed)) return undefined;
  const { name, default_branch: branch, archived, disabled, size } = listed;
  if (typeof name !== 'string' || !/^[\w.-]{1,100}$/u.test(name) || name === '.' || name === '..') return undefined;
  return {
    owner,
    name,
    branch: typeof branch === 'string' ? branch : 'HEAD',
    archived: archived === true || disabled === true,
    empty: size === 0,
    listed,
  };
}

/** Settings, environments and the files that matter. An archived repository runs nothing and cannot be changed: it is noted. */
export async function readRepository(repository: Repository, asking: Asking): Promise<Read> {
  if (repository.archived) return { answers: [], texts: [] };
  const input = { owner: repository.owner, repo: repository.name };
  const [settings, environments, texts] = await Promise.all([
    Promise.all(
      OF_REPOSITORY.map((one) => record(one, named(one.path, { ...input, branch: repository.branch }), asking)),
    ),
    readEnvironments(input, asking),
    repository.empty ? [] : readTexts({ ...input, branch: repository.branch }, asking),
  ]);
  return { answers: [...settings.flatMap((one) => one ?? []), ...environments], texts };
}

/** The names that the path asks for. */
const named = (path: string, names: Names): Names =>
  Object.fromEntries(Object.entries(names).filter(([name]) => path.includes(`{${name}}`)));

async function readEnvironments(input: Names, asking: Asking): Promise<readonly Recorded[]> {
  const listed = await record(ENVIRONMENTS, input, asking);
  if (!listed) return [];
  const each = rowsOf(listed.output, 'environments').flatMap(({ name, deployment_branch_policy: policy }) => {
    if (typeof name !== 'string') return [];
    const custom = isRecord(policy) && policy['custom_branch_policies'] === true;
    return OF_ENVIRONMENT.filter((one) => custom || !one.path.endsWith('policies')).map((one) =>
      record(one, { ...input, environment: name }, asking),
    );
  });
  return [listed, ...(await Promise.all(each)).flatMap((one) => one ?? [])];
}

/** Larger files than these are data. */
const LARGEST = 2 * 1024 * 1024;
/** More files than these of one repository are not read. */
const MOST = 2000;
const WANTED = /^(?:workflows\/[^/]{1,200}\.ya?ml|(?:actions\/)?(?:[^/]{1,200}\/){0,6}action\.ya?ml|CODEOWNERS)$/u;
const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u;

/** Workflows, local actions and CODEOWNERS, as the default branch has them. */
async function readTexts(input: Names, asking: Asking): Promise<readonly Text[]> {
  const root = await record(ROOT, input, asking);
  const top = rowsOf(root?.output);
  const github = top.find(({ name, type }) => name === '.github' && type === 'dir');
  const docs = top.some(({ name, type }) => name === 'docs' && type === 'dir');
  const below = typeof github?.['sha'] === 'string' && SHA.test(github['sha']) ? github['sha'] : undefined;
  // Without workflows nobody asks who owns them.
  if (below === undefined) return [];
  const { owner = '', repo = '' } = input;
  const [tree, inDocs] = await Promise.all([
    record(TREE, { owner, repo, sha: below }, asking),
    docs ? record(DOCS, input, asking) : undefined,
  ]);
  const files = [
    ...rowsOf(tree?.output, 'tree').filter(({ path, type }) => type === 'blob' && typeof path === 'string' && WANTED.test(path)).map((one) => ({ ...one, path: `.github/${String(one['path'])}` })),
    ...[...top, ...rowsOf(inDocs?.output)].filter(({ name, type }) => name === 'CODEOWNERS' && type === 'file'),
  ]; // prettier-ignore
  const texts = files.slice(0, MOST).map((one) => textOf(one, { owner, repo }, asking));
  return (await Promise.all(texts)).flatMap((one) => one ?? []);
}

async function textOf(
  { path, sha, size }: Readonly<Record<string, unknown>>,
  input: Names,
  asking: Asking,
): Promise<Text | undefined> {
  if (typeof path !== 'string' || typeof sha !== 'string' || !SHA.test(sha)) return undefined;
  if (typeof size === 'number' && size > LARGEST) return undefined;
  // Paths of git have no dots that climb; one that has is nobody's.
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..')) return undefined;
  const blob = await record(BLOB, { ...input, sha }, asking);
  const { content, encoding } = isRecord(blob?.output) ? blob.output : {};
  if (typeof content !== 'string' || encoding !== 'base64') return undefined;
  return { path, text: Buffer.from(content, 'base64').toString('utf8') };
}

function rowsOf(output: unknown, list?: string): readonly Readonly<Record<string, unknown>>[] {
  const rows = list === undefined ? output : isRecord(output) ? output[list] : undefined;
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}
