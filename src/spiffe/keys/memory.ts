import { randomUUID } from 'node:crypto';
import { generateKey, localKey } from './local.ts';
import type { KeyKind, KeyManager, SigningKey } from './port.ts';

/** Keys that are gone with the process. */
export class MemoryKeys implements KeyManager {
  readonly #keys = new Map<string, SigningKey>();

  readonly make = async (kind: KeyKind): Promise<SigningKey> => {
    const key = localKey(randomUUID(), kind, await generateKey(kind));
    this.#keys.set(key.id, key);
    return key;
  };

  readonly get = (id: string): Promise<SigningKey | undefined> => Promise.resolve(this.#keys.get(id));

  readonly list = (): Promise<readonly SigningKey[]> => Promise.resolve([...this.#keys.values()]);

  readonly remove = (id: string): Promise<void> => {
    this.#keys.delete(id);
    return Promise.resolve();
  };
}
