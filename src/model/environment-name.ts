import type { Environment } from './kinds.ts';

const WORDS: Readonly<Record<string, Environment>> = {
  prod: 'prod', production: 'prod', prd: 'prod', live: 'prod',
  staging: 'staging', stage: 'staging', stg: 'staging', preprod: 'staging', uat: 'staging',
  dev: 'dev', development: 'dev', test: 'dev', testing: 'dev', sandbox: 'dev', qa: 'dev',
}; // prettier-ignore

export function environmentOfWord(word: string): Environment | undefined {
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

/** An environment named by a whole word of a name: `ml-prod`, `team.staging`; not `reproduction`. */
export function environmentInName(name: string): Environment | undefined {
  for (const word of name.toLowerCase().split(/[^a-z0-9]+/u)) {
    const found = environmentOfWord(word);
    if (found) return found;
  }
  return undefined;
}
