import { WritError } from '../model/errors.ts';

/** Loads an optional package; where it is missing the error says what to type. */
export async function sdk<T>(load: () => Promise<T>, packages: readonly string[]): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      throw new WritError('no-sdk', packages.join(', '), { hint: `npm install ${packages.join(' ')}`, cause: error });
    throw error;
  }
}
