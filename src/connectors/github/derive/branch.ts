import type { Confidence } from '../../../model/evidence.ts';
import type { Settings } from '../read/settings.ts';

/** Settings say whether the default branch asks for a review; without them nobody knows. What has to hold, in the words of who asks. */
export function writes(
  settings: Settings | undefined,
  unprotected: string,
  reviewed: string,
): { confidence: Confidence; precondition?: string } {
  if (settings?.branch === undefined) return { confidence: 'possible', precondition: unprotected };
  return settings.branch.reviewed ? { confidence: 'possible', precondition: reviewed } : { confidence: 'configured' };
}
