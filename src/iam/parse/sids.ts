import type { Entry } from '../../documents/entry.ts';
import type { Reading } from './reading.ts';

/**
 * Statement ids stand once in a policy, and hold only letters and digits where IAM reads them (IAM user guide, "IAM JSON policy elements:
 * Sid"). What a statement means does not hang on its id, so it stays as certain as it was.
 */
export function checkSids(statements: readonly Entry[], reading: Reading): void {
  const seen = new Set<string>();
  const strict = reading.kind === 'identity' || reading.kind === 'trust';
  for (const statement of statements) {
    const entry = statement.get('Sid');
    const sid = entry?.text();
    if (entry === undefined || sid === undefined) continue;
    const shown = JSON.stringify(sid.slice(0, 200));
    if (seen.has(sid)) reading.problems.add('malformed', `two statements have the id ${shown}`, entry);
    if (strict && !/^[A-Za-z0-9]*$/u.test(sid))
      reading.problems.add('malformed', `the id ${shown} holds more than letters and digits`, entry);
    seen.add(sid);
  }
}
