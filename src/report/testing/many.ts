import type { Scanned } from '../scanned.ts';
import { story } from './story.ts';

/** The story told again and again: as many findings as asked for, each with an id of its own. */
export function many(number: number): Scanned {
  const told = story();
  const findings = Array.from({ length: number }, (_, index) => {
    const one = told.findings[index % told.findings.length];
    if (one === undefined) throw new Error('the story has findings');
    return { ...one, id: `f:${index.toString(16).padStart(16, '0')}` };
  });
  return { ...told, findings };
}
