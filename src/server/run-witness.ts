import type { AddressInfo } from 'node:net';
import { LocalDisk } from '../ledger/disk/local.ts';
import type { Verifier } from '../ledger/note/keys.ts';
import { witnessServer } from '../ledger/witness/serve.ts';
import { Witness } from '../ledger/witness/witness.ts';
import { WritError } from '../model/errors.ts';
import { lockData } from './data-lock.ts';
import { witnessKey } from './witness-key.ts';

export interface WitnessSetting {
  /** Where its key lies, and what it has seen. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly logs: readonly Verifier[];
  /** Of its key, when that is made now. */
  readonly name?: string;
  readonly now: () => Date;
}

export interface RunningWitness {
  readonly url: string;
  readonly verifier: Verifier;
  stop(): Promise<void>;
}

/** A witness of logs, with a memory of its own: one process at a time, since two would cosign two histories. */
export async function runWitness({ data, host, port, logs, name, now }: WitnessSetting): Promise<RunningWitness> {
  const lock = await lockData(data);
  try {
    const signer = await witnessKey(data, name);
    const server = witnessServer(new Witness({ disk: new LocalDisk(data), signer, logs, now }));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        reject(new WritError('cannot-listen', `${host}:${port}, ${error.message}`, { cause: error }));
      });
      server.listen({ host, port }, resolve);
    });
    const { address, family, port: found } = server.address() as AddressInfo;
    return {
      url: `http://${family === 'IPv6' ? `[${address}]` : address}:${found}/`,
      verifier: signer.verifier,
      async stop() {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeIdleConnections();
        await closed;
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
