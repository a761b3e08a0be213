import type { Io } from '../io.ts';
import { EXIT } from '../exit.ts';
import { version as current } from '../version.ts';

export async function version(io: Io): Promise<number> {
  await io.out(`writ ${current()}\n`);
  return EXIT.done;
}
