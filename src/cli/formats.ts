import { InvalidArgumentError } from 'commander';

/** What `scan -o` can write. */
export const FORMATS = ['table', 'json', 'jsonl', 'html', 'snapshot'] as const;
export type Format = (typeof FORMATS)[number];

/** Names of the outside contract that this version does not write yet. */
const LATER: readonly string[] = ['sarif', 'md', 'ocsf', 'opengraph'];

export function formatOf(text: string): Format {
  const known = FORMATS.find((format) => format === text);
  if (known !== undefined) return known;
  const why = LATER.includes(text) ? 'This version does not write it yet' : 'There is no such format';
  throw new InvalidArgumentError(`${why}; it writes ${FORMATS.join(', ')}.`);
}
