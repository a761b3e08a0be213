import { isSettled, SEVERITIES, type Finding, type Severity } from '../model/finding.ts';
import type { Scanned } from '../report/scanned.ts';
import { unreadKey } from '../report/baseline.ts';
import { EXIT } from './exit.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * 1 when a finding is at or above `failOn`, else 3 when something was not read, else 0. What could not be read at the baseline either hides
 * nothing that is new.
 */
export function exitOf(
  { findings, estate }: Pick<Scanned, 'findings' | 'estate'>,
  flags: { readonly failOn?: Severity; readonly strict?: boolean; readonly baseline?: string },
  unreadBefore: ReadonlySet<string> = NONE,
): number {
  const limit = flags.failOn === undefined ? -1 : SEVERITIES.indexOf(flags.failOn);
  const fails = (finding: Finding): boolean =>
    SEVERITIES.indexOf(finding.severity) <= limit &&
    !isSettled(finding) &&
    // What was known before does not fail, but for a risk that was taken on until a day that is over.
    (flags.baseline === undefined || finding.new === true || finding.accepted?.expired === true);
  if (findings.some(fails)) return EXIT.failed;
  const unread = estate.diagnostics.some(
    (one) => (one.level === 'error' || flags.strict === true) && !unreadBefore.has(unreadKey(one)),
  );
  return unread ? EXIT.unread : EXIT.done;
}
