import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder of public inputs, outside the repository. Named once, here. */
export const INPUTS = resolve(process.env['WRIT_INPUTS'] ?? '../shared/inputs');

/** A folder of the public inputs. Throws a sentence that says what is missing and how to give it. */
export function inputs(...names: readonly string[]): string {
  const path = resolve(INPUTS, ...names);
  if (!existsSync(path))
    throw new Error(
      `public input ${names.join('/')} is absent: set WRIT_INPUTS to the folder that holds it (now ${INPUTS})`,
    );
  return path;
}
