import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface File {
  readonly page: string;
  readonly cases: readonly Record<string, unknown>[];
}

/** The golden cases of a folder as they are written, each with the page whose rule it proves. */
export function casesIn(folder: URL): readonly Record<string, unknown>[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const { page, cases } = parse(readFileSync(new URL(name, folder), 'utf8')) as File;
      return cases.map((one) => ({ cites: page, ...one }));
    });
}
