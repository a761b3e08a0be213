import { InvalidArgumentError } from 'commander';

/** What `scan -o` can write. */
export const FORMATS = ['table', 'json', 'jsonl', 'snapshot', 'sarif', 'html', 'md', 'ocsf', 'opengraph'] as const;
export type Format = (typeof FORMATS)[number];

export function formatOf(text: string): Format {
  const known = FORMATS.find((format) => format === text);
  if (known !== undefined) return known;
  throw new InvalidArgumentError(`There is no such format; it writes ${FORMATS.join(', ')}.`);
}
