import { checkTables } from './check.ts';
import { asWritten, recoded, type Coded } from './codes.ts';
import { SnapshotError } from './error.ts';
import { openTables } from './open.ts';
import { Strings } from './strings.ts';

/**
 * Whether the tables of a snapshot hold together and are numbered as this program numbers: for a thread that has the bytes before
 * another makes rows of them. What is wrong with them is told by whoever reads them next.
 */
export function isSound(bytes: Uint8Array): boolean {
  try {
    const opened = openTables(bytes);
    checkTables(opened, new Strings(opened.tables));
    const [mine, theirs] = [recoded(opened), asWritten(opened.tables)];
    return (Object.keys(mine) as (keyof Coded)[]).every((name) => mine[name] === theirs[name]);
  } catch (error) {
    if (error instanceof SnapshotError) return false;
    throw error;
  }
}
