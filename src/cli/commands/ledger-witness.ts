import { resolve } from 'node:path';
import { printVerifier } from '../../ledger/note/keys.ts';
import { runWitness } from '../../server/run-witness.ts';
import { addressOf } from '../address.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { usage } from '../usage.ts';
import { verifiersOf } from '../verifiers.ts';

export interface WitnessFlags {
  readonly data: string;
  readonly log?: readonly string[];
  readonly listen?: string;
  readonly name?: string;
}

const LISTEN = '127.0.0.1:7748';

/** `writ ledger witness`: runs until it is told to stop. */
export async function witness(io: Io, { data, log = [], listen = LISTEN, name }: WitnessFlags): Promise<number> {
  const logs = log.flatMap((one) => verifiersOf(io, one));
  if (logs.length === 0) throw usage('no log is given', 'Give --log KEY for each log that is watched: its log.pub.');
  if (name !== undefined && !/^[^\s+]{1,255}$/u.test(name))
    throw usage(`"${name}" is no name of a key`, 'Write it without spaces and plus signs: witness.example/one.');
  const stopped = io.untilStopped?.() ?? new Promise<never>(() => undefined);
  const running = await runWitness({
    data: resolve(io.cwd, data),
    ...addressOf(listen),
    logs,
    now: () => new Date(),
    ...(name === undefined ? {} : { name }),
  });
  await io.out(`writ witnesses ${logs.map((one) => one.name).join(', ')} at ${running.url}\n`);
  await io.out(`key: ${printVerifier(running.verifier)}\n`);
  await stopped;
  await running.stop();
  return EXIT.done;
}
