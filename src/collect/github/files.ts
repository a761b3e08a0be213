import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileName, writeFile } from '../write-file.ts';
import type { Recorded } from './asking.ts';
import type { Read, Repository } from './repository.ts';

/** What one organisation told. */
export interface Organisation {
  readonly name: string;
  /** Where its repositories are cloned from: `github.com`. */
  readonly host: string;
  readonly answers: readonly Recorded[];
  /** As the API prints them: the consents connector reads that. */
  readonly installations: unknown;
  readonly repositories: readonly { readonly repository: Repository; readonly read: Read }[];
}

/**
 * One folder a repository, as a working copy of it stands: workflows and CODEOWNERS in their places, the remote in .git/config, so that
 * everything in it is of that repository; the settings beside them. Returns the names of the files; what an earlier run wrote is gone.
 */
export function writeOrganisation(folder: string, { name, host, answers, installations, repositories }: Organisation): readonly string[] {
  const own = `github/${fileName(name)}`;
  const names: string[] = [];
  const put = (path: string, text: string): void => {
    writeFile(join(folder, own, path), text);
    names.push(`${own}/${path}`);
  };
  for (const entry of entriesOf(join(folder, own))) rmSync(join(folder, own, entry), { recursive: true });
  put('organisation.json', recorded({ organisation: name, repositories: repositories.map(({ repository }) => repository.listed) }, answers));
  if (installations !== undefined) put('installations.json', `${JSON.stringify(installations, null, 1)}\n`);
  for (const { repository, read } of repositories) {
    if (repository.archived) continue;
    const at = fileName(repository.name);
    put(`${at}/.git/config`, `[remote "origin"]\n\turl = https://${host}/${repository.owner}/${repository.name}.git\n`);
    put(`${at}/settings.json`, recorded({ organisation: name, repository: repository.name, branch: repository.branch, listed: repository.listed }, read.answers));
    for (const { path, text } of read.texts) put(`${at}/${path}`, text);
  }
  return names;
} // prettier-ignore

/** One answer a line, so that evidence says which. */
function recorded(head: Readonly<Record<string, unknown>>, answers: readonly Recorded[]): string {
  const first = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const lines = answers.map((one) => `  ${JSON.stringify(one)}`);
  return `{"writ": "collected/github/1",\n${first.join(',\n')},\n"answers": [\n${lines.join(',\n')}\n]}\n`;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
