import { STATES, type IdentityState } from '../governance/lifecycle.ts';

/** Words that people write for a stage, beside the states themselves. */
const WORDS: Readonly<Record<string, IdentityState>> = {
  production: 'active',
  prod: 'active',
  live: 'active',
  experiment: 'active',
  experimental: 'active',
  deprecated: 'under-review',
  decommissioned: 'retired',
};

/** The state that a declared stage stands for; undefined when the word is not known, and then people decide. */
export function stateOf(stage: string): IdentityState | undefined {
  const word = stage
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-');
  return STATES.find((state) => state === word) ?? (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined);
}
