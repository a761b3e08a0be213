import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { authorityContract } from './authority.ts';
import { changesContract } from './changes.ts';
import { inventoryContract } from './inventory.ts';
import { peopleContract } from './people.ts';
import type { UnderTest } from './samples.ts';
import { signInContract } from './sign-in.ts';
import { togetherContract } from './together.ts';

/** What every store does, whichever database it stands on. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: the contract of the store`, () => {
    const under = {} as UnderTest;
    beforeAll(async () => {
      under.store = await open();
    });
    afterAll(async () => {
      await under.store.close();
    });
    changesContract(under, open);
    togetherContract(under, open);
    inventoryContract(under);
    peopleContract(under);
    signInContract(under);
    authorityContract(under);
  });
}
