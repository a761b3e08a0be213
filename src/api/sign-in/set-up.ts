import { ALONE_POLICY } from '../../governance/set-up.ts';
import type { Change, Reader } from '../../store/change.ts';
import { putSetting, setting } from '../../store/rows/meta.ts';
import { tell } from '../../store/rows/outbox.ts';
import { holdersOf } from '../../store/rows/roles.ts';

const KEY = 'set-up';

interface SetUp {
  readonly person: string;
  /** When a second administrator was there; it never begins again. */
  readonly ended: string | null;
}

/** Nobody is an administrator: whoever has the link that the program prints becomes the first. */
export const isSetUpOpen = async (db: Reader): Promise<boolean> => (await holdersOf(db, 'administrator')).length === 0;

export const beginSetUp = (change: Change, person: string): Promise<void> =>
  putSetting(change, KEY, { person, ended: null } satisfies SetUp);

/** Whether this person set it up and is still the only administrator. */
export async function isAlone(db: Reader, person: string): Promise<boolean> {
  const setUp = (await setting(db, KEY)) as SetUp | undefined;
  if (setUp?.person !== person || setUp.ended !== null) return false;
  return (await holdersOf(db, 'administrator')).every((one) => one === person);
}

/** Ends it for good once there is a second administrator. Asked after each change that could make one. */
export async function endSetUp(change: Change): Promise<void> {
  const setUp = (await setting(change.db, KEY)) as SetUp | undefined;
  if (!setUp || setUp.ended !== null) return;
  if ((await holdersOf(change.db, 'administrator')).length < 2) return;
  await putSetting(change, KEY, { ...setUp, ended: change.now.toISOString() } satisfies SetUp);
  await tell(change, { kind: 'set-up-ended', object: setUp.person, data: {} });
}

/** The same change, as one that nobody else looked at. */
export const markedAlone = (change: Change): Change => ({
  ...change,
  context: { ...change.context, policy: `${ALONE_POLICY} ${change.context.policy ?? ''}`.trimEnd() },
});
