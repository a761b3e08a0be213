import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { manyFunctions } from './many-functions.ts';

describe('many-functions', () => {
  function running(...functions: ('observability' | 'ci-cd' | 'serving' | 'training' | 'controller')[]): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/all');
    estate.bind(estate.role('r', [{}]), [account]);
    functions.forEach((is, index) => estate.workload(`ml/Deployment/w${index}`, account, { functions: [is] }));
    return estate;
  }

  it('fires for functions that are to be kept apart', () => {
    expect(running('observability', 'serving').judge(manyFunctions)).toMatchObject([
      { severity: 'medium', title: 'service account ml/all is used for observability and serving' },
    ]);
    expect(running('observability', 'serving', 'ci-cd').judge(manyFunctions)).toMatchObject([{ severity: 'high' }]);
  });

  it('stays quiet for training and serving alone, for one function, and for others', () => {
    expect(running('training', 'serving').judge(manyFunctions)).toEqual([]);
    expect(running('serving', 'serving').judge(manyFunctions)).toEqual([]);
    expect(running('serving', 'controller').judge(manyFunctions)).toEqual([]);
  });
});
