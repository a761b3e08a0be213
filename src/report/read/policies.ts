import { KEPT, type KeptFact } from '../../cloud/kept.ts';
import { AWS } from './aws-facts.ts';
import { AZURE } from './azure-facts.ts';
import type { Readers } from './fact-fields.ts';
import { fieldsOf, oneOf, type At } from './fields.ts';
import { GCP } from './gcp-facts.ts';

const READ: Readers<(typeof KEPT)[number]> = { ...AWS, ...GCP, ...AZURE };

/** One kept fact, whichever cloud it is of. */
export function keptFactOf(value: unknown, at: At): KeptFact {
  const fields = fieldsOf(value, at);
  return READ[oneOf(KEPT, fields, 'fact', at)](fields, at);
}
