import { openStore } from '../../../src/store/open.ts';
import { putSetting } from '../../../src/store/rows/meta.ts';

/**
 * A process that writes as fast as it can, twelve at a time in both ways, and prints `REVISION KEY` once a change was acknowledged. It goes on when the database is
 * away, and never writes the same key twice.
 */
const [data = '', round = '', databaseUrl] = process.argv.slice(2);
const store = await openStore({ data, databaseUrl });
process.stdout.write('open\n');
let next = 0;

async function write(): Promise<never> {
  for (;;) {
    const key = `${round}-${next++}`;
    try {
      const revision = await store.change(
        { actor: 'writer', now: new Date(), atOnce: next % 3 > 0 },
        async (change) => {
          await putSetting(change, key, round);
          return change.revision;
        },
      );
      process.stdout.write(`${revision} ${key}\n`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      process.stdout.write(`failed ${code}\n`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

await Promise.all(Array.from({ length: 12 }, write));
