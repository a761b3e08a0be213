import { attemptsWaiting, beginAttempt, forgetAttempts, type Attempt } from '../../store/rows/attempts.ts';
import { Refused } from '../refused.ts';
import type { Door } from '../door.ts';

/** So many sign-ins wait at the same time at most: strangers begin them. */
const MOST = 10_000;

/** Keeps the first half of a sign-in until its second one comes. */
export const waitFor = ({ store, now: clock }: Pick<Door, 'store' | 'now'>, attempt: Attempt): Promise<void> => {
  const now = clock();
  return store.maintain(async (db) => {
    await forgetAttempts(db, now);
    if ((await attemptsWaiting(db, now)) >= MOST) throw new Refused('too-many');
    await beginAttempt(db, attempt);
  });
};
