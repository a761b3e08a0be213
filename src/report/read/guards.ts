import type { Said } from '../../findings/rule.ts';
import { parseGuard } from '../../guards/parse.ts';
import { SentenceError } from '../../guards/sentence.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { fieldsOf, inside, list, maybe, oneOf, text, wrong, type At } from './fields.ts';
import { evidenceOf } from './records.ts';

export function guardOf(value: unknown, at: At): Said['guards'][number] {
  const fields = fieldsOf(value, at);
  const [evidence] = list(fields, 'evidence', at, evidenceOf);
  if (evidence === undefined) throw wrong(inside(at, 'evidence'), 'is empty');
  try {
    return {
      guard: parseGuard(text(fields, 'sentence', at)),
      severity: oneOf(SEVERITIES, fields, 'severity', at),
      ...maybe('why', fields, () => text(fields, 'why', at)),
      evidence,
    };
  } catch (error) {
    if (error instanceof SentenceError) throw wrong(inside(at, 'sentence'), error.message);
    throw error;
  }
}
