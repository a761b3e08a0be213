import type { Environment } from '../../model/kinds.ts';
import type { Standing } from '../port.ts';

const WORDS: readonly (readonly [RegExp, Environment])[] = [
  [/(?:^|[^a-z])(?:prod|production)(?:[^a-z]|$)/iu, 'prod'],
  [/(?:^|[^a-z])(?:staging|stage)(?:[^a-z]|$)/iu, 'staging'],
  [/(?:^|[^a-z])(?:dev|development|sandbox|interactive|debug)(?:[^a-z]|$)/iu, 'dev'],
];

/** The declared environment, else what a name says as a whole word; the first name that says something counts. */
export function environmentOf(standing: Standing, ...names: readonly string[]): Environment {
  if (standing.environment !== 'unknown') return standing.environment;
  for (const name of names) {
    const found = WORDS.find(([word]) => word.test(name));
    if (found) return found[1];
  }
  return 'unknown';
}
