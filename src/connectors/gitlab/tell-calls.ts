import type { Entry } from '../../documents/entry.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { pathIn } from './file-set.ts';
import type { Held } from './tell.ts';
import { pipelineId, type Telling } from './telling.ts';
import { isResolved } from './variables.ts';

/** `trigger`: child pipelines of this repository and pipelines of other projects, which run with what is passed on. */
export function tellCalls(telling: Telling, id: NodeId, { view }: Held): void {
  const trigger = telling.pipeline.field(view.job, 'trigger');
  if (!trigger) return;
  const project = trigger.text() ?? trigger.text('project');
  if (project !== undefined) downstream(telling, id, view.expanded(project), trigger);
  for (const include of trigger.itemsOrOne('include')) {
    const other = include.text('project');
    const local = include.text() ?? include.text('local');
    if (other !== undefined)
      for (const file of include.texts('file')) downstream(telling, id, view.expanded(other), include, file);
    else if (local !== undefined) child(telling, id, view.expanded(local), include);
  }
}

function child(telling: Telling, from: NodeId, local: string, entry: Entry): void {
  const { all, root, context } = telling;
  const path = pathIn(root.standing.folder, local);
  const file = isResolved(path) ? all.at(path) : undefined;
  if (!file) {
    if (!all.has(path))
      context.estate.diagnostic(
        diagnostic(
          'missing-reference',
          'the file of a child pipeline is not among the scanned files',
          entry.evidence.file,
          entry.evidence.line,
        ),
      );
    return;
  }
  const to = pipelineId(file.standing);
  if (to !== from) call(telling, from, to, file.standing.inRepository, file.standing.realm, entry);
}

function downstream(telling: Telling, from: NodeId, project: string, entry: Entry, file = '.gitlab-ci.yml'): void {
  const path = project.split('/').filter((part) => part !== '');
  const name = path.pop();
  if (name === undefined || path.length === 0 || !isResolved(project)) return;
  const folder = telling.all.folderOf(project);
  const known = folder === undefined ? undefined : telling.all.at(pathIn(folder, file));
  const realm = known?.standing.realm ?? path.join('/');
  const inside = file.replace(/^\/+/u, '').split('/');
  call(
    telling,
    from,
    known ? pipelineId(known.standing) : nodeId('gitlab', 'Pipeline', realm, name, ...inside),
    `${project}/${file}`,
    realm,
    entry,
  );
}

function call({ context }: Telling, from: NodeId, to: NodeId, name: string, realm: string, entry: Entry): void {
  const evidence = [entry.evidence];
  context.estate.node({ id: to, kind: 'Workflow', name, realm, environment: 'unknown', evidence, implied: true });
  context.estate.edge({ kind: 'CALLS_WORKFLOW', from, to, confidence: 'configured', evidence });
}
