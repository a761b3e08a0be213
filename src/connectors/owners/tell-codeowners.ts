import { folderOfCodeowners } from '../../artifacts/codeowners.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import { nodeId } from '../../model/id.ts';
import type { CodeownersFile } from './codeowners-ownership.ts';
import { ownerNode } from './owner-nodes.ts';

/** The repository and who owns which of its files. */
export function tellCodeowners(estate: EstateBuilder, { written, standing }: CodeownersFile): void {
  const { repository, realm } = standing;
  // As scanned, not as the path was given: an id says nothing of the machine.
  const folder = folderOfCodeowners(standing.inRepository) ?? '';
  const evidence = { file: written.file, line: 1 };
  const id = repository
    ? nodeId('git', 'Repo', repository.host, ...repository.organisation.split('/'), repository.name)
    : nodeId('git', 'Repo', realm, ...(folder === '' ? ['.'] : folder.split('/')));
  const name = repository
    ? `${repository.host}/${repository.organisation}/${repository.name}`
    : folder === ''
      ? '.'
      : folder;
  const lines = written.sections.flatMap((section) => section.lines).filter(({ owners }) => owners.length > 0);
  if (lines.length === 0) return;
  estate.node({
    id,
    kind: 'Repo',
    name,
    realm: repository?.host ?? realm,
    environment: 'unknown',
    evidence: [evidence],
  });
  estate.known(id, repository?.key);
  for (const { pattern, owners, line, excludes } of lines)
    for (const owner of excludes ? [] : owners) {
      const place = { file: written.file, line };
      const to = ownerNode(estate, owner, realm, place);
      estate.edge({
        kind: 'OWNED_BY',
        from: id,
        to,
        confidence: 'configured',
        precondition: `files that ${pattern} means`,
        evidence: [place],
      });
    }
}
