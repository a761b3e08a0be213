import { randomBytes } from 'node:crypto';
import { generateKey, localKey } from '../../spiffe/keys/local.ts';
import type { SigningKey } from '../../spiffe/keys/port.ts';
import type { KeyCustody } from './custody.ts';

/** Keys that end with the process: every start begins with new authorities. */
export function memoryCustody(): KeyCustody {
  const keys = new Map<string, SigningKey>();
  return {
    async make(kind) {
      const key = localKey(newKeyId(), kind, await generateKey(kind));
      keys.set(key.id, key);
      return key;
    },
    key: (id) => Promise.resolve(keys.get(id)),
    drop(id) {
      keys.delete(id);
      return Promise.resolve();
    },
  };
}

export const newKeyId = (): string => randomBytes(16).toString('hex');
