import { describe, expect, it } from 'vitest';
import { LARGEST, type SourceFile } from '../../bytes/files.ts';
import { EstateBuilder } from '../../model/builder.ts';
import { plainContext, readWith, textFile } from '../testing/read-texts.ts';
import { notebooks } from './connector.ts';

const text = JSON.stringify(
  {
    cells: [{ cell_type: 'code', outputs: [], source: ['token = "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"'] }],
    metadata: {},
    nbformat: 4,
  },
  null,
  1,
);

function told(over: Partial<SourceFile>): EstateBuilder {
  const estate = new EstateBuilder();
  const file: SourceFile = { ...textFile('big.ipynb', ''), bytes: LARGEST + 1, text: () => undefined, ...over };
  expect([...readWith(notebooks, [file], plainContext(estate))]).toEqual(['big.ipynb']);
  return estate;
}

describe('a notebook above the bound for texts', () => {
  it('is read without its images, says so, and offers no edit by offset', () => {
    const estate = told({ thinned: () => ({ text, skipped: 200 * 1024 * 1024 }) });
    expect(estate.build().diagnostics).toMatchObject([
      { code: 'data-skipped', message: expect.stringContaining('200.0 MiB') as string },
    ]);
    const facts = estate.allFacts().filter((one) => one.fact === 'credential');
    expect(facts).toHaveLength(1);
    expect(facts[0]).not.toHaveProperty('span');
  });

  it('that cannot be read that way is an error with its reason', () => {
    expect(told({ thinned: () => ({ problem: 'no' }) }).build().diagnostics).toMatchObject([
      { code: 'too-large', message: 'no' },
    ]);
    expect(told({}).build().diagnostics).toMatchObject([{ code: 'too-large' }]);
  });
});
