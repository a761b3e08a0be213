import { nodeId } from '../../../model/id.ts';
import { idOf } from './place.ts';
import type { Telling } from './telling.ts';
import type { World } from './world.ts';

/** Reusable workflows: of the same repository by file, of others by their id. */
export function tellCalls(telling: Telling, world: World): void {
  const { view, estate } = telling;
  const { uses, entry } = view.job;
  if (uses === undefined) return;
  const evidence = [(entry.get('uses') ?? entry).evidence];
  const called = world.called(view.workflow, view.job);
  if (called) {
    telling.edge('CALLS_WORKFLOW', idOf.workflow(world.place(called)), evidence);
    return;
  }
  const match = /^([\w.-]{1,100})\/([\w.-]{1,100})\/((?:[\w.-]{1,100}\/){1,10}[\w.-]{1,200})@\S{1,255}$/u.exec(uses);
  const [, owner = '', repository = '', path = ''] = match ?? [];
  const id = match
    ? nodeId('github', 'Workflow', owner, repository, ...path.split('/'))
    : nodeId(
        'github',
        'Workflow',
        view.place.realm,
        ...view.place.repository,
        ...uses.replace(/^\.\//u, '').split('/'),
      );
  estate.node({
    id, kind: 'Workflow', name: uses.split('@')[0]?.split('/').at(-1) ?? uses, realm: match ? owner : view.place.realm,
    environment: 'unknown', evidence, implied: true,
  }); // prettier-ignore
  telling.edge('CALLS_WORKFLOW', id, evidence);
}
