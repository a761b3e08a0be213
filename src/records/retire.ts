import type { Change } from '../store/change.ts';
import { credentialsOf, endCredentials, type KeptCredential } from '../store/rows/credentials.ts';
import { changeIdentity, type Identity, type Kept } from '../store/rows/identities.ts';
import { tell } from '../store/rows/outbox.ts';
import { finishToDos, putToDos, type NewToDo, type ToDo } from '../store/rows/to-dos.ts';

/** Credentials that one event lists: an entry of the ledger keeps them word for word only up to a size. */
const IN_EVENT = 40;

/**
 * The end of an identity. All that it held is told in events, so the proof stays whatever happens to the records; what is valid outside of Writ becomes
 * things to do.
 */
export async function retire(
  change: Change,
  before: Kept<Identity>,
): Promise<{ readonly identity: Kept<Identity>; readonly toDos: readonly ToDo[] }> {
  const held = await credentialsOf(change.db, before.id);
  const identity = await changeIdentity(change, before, { state: 'retired' });
  await endCredentials(change, before.id);
  await tellHeld(change, before, held);
  await finishToDos(change, { identity: before.id, kind: 'owner-left' });
  return { identity, toDos: await putToDos(change, toDosFor(before, held)) };
}

async function tellHeld(change: Change, before: Identity, held: readonly KeptCredential[]): Promise<void> {
  const { id, owner, environment, state, source } = before;
  const parts = Math.max(1, Math.ceil(held.length / IN_EVENT));
  for (let part = 0; part < parts; part++)
    await tell(change, {
      kind: 'identity-retired',
      object: id,
      data: {
        ...{ owner, environment, state, source, part: part + 1, parts },
        credentials: held.slice(part * IN_EVENT, (part + 1) * IN_EVENT).map((one) => ({
          ...{ id: one.id, kind: one.kind, name: one.name, place: one.place, gone: one.goneSince !== null },
        })),
      },
    });
}

function toDosFor({ id, source, evidence, goneSince }: Identity, held: readonly KeptCredential[]): NewToDo[] {
  return [
    ...held.map(({ id: about, kind, name, place }): NewToDo => ({
      ...{ kind: 'revoke-credential', identity: id, about, data: { kind, name, place } },
    })),
    ...(goneSince === null && evidence.length > 0
      ? [{ kind: 'remove-from-source', identity: id, about: source, data: { evidence } } as const]
      : []),
  ];
}
