import { readFileSync } from 'node:fs';
import { WritError } from '../model/errors.ts';

/** The secret that a file of the configuration holds. No part of it is told when it cannot be read. */
export function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new WritError('bad-configuration', `${file} cannot be read`, { cause: error });
  }
}
