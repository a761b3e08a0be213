import type { Environment } from '../../../model/kinds.ts';

const WORDS: Readonly<Record<string, Environment>> = {
  prod: 'prod', production: 'prod', prd: 'prod', live: 'prod',
  staging: 'staging', stage: 'staging', stg: 'staging', preprod: 'staging', uat: 'staging',
  dev: 'dev', development: 'dev', test: 'dev', testing: 'dev', sandbox: 'dev', qa: 'dev',
}; // prettier-ignore

/** An environment named by a whole word of a name: `deploy-prod`, `ml.staging`; not `reproduction`. */
export function environmentInName(name: string): Environment | undefined {
  for (const word of name.toLowerCase().split(/[^a-z0-9]+/u)) if (Object.hasOwn(WORDS, word)) return WORDS[word];
  return undefined;
}
