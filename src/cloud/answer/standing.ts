import type { Confidence } from '../../model/evidence.ts';
import type { Answer } from './answer.ts';

/** How an edge stands by an answer that is not no: what is not known is its precondition. */
export function standingOf(
  answer: Answer,
  sure: Confidence = 'proved',
): { confidence: Confidence; precondition?: string } {
  if (answer.is === 'maybe') return { confidence: 'possible', precondition: [...answer.why].sort().join('; ') };
  return sure === 'possible'
    ? { confidence: 'possible', precondition: 'the file may not be what is deployed' }
    : { confidence: sure };
}
