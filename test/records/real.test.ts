import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';
import { seenOf } from '../../src/records/seen.ts';
import { credentialsOf } from '../../src/store/rows/credentials.ts';
import { identitiesFrom } from '../../src/store/rows/identities.ts';
import { INPUTS } from '../inputs.ts';
import { records, type Records } from './records.ts';

describe('real scans in the records', () => {
  let own: Records;
  beforeAll(async () => {
    own = await records();
  });
  afterAll(() => own.close());

  it('the example estate: every identity of the scan, with who holds which credential and never its value', async () => {
    const found = scan([join(import.meta.dirname, '../../examples/estate')]);
    const seen = seenOf(found);
    expect(structuredClone(seen)).toEqual(seen);
    expect(await own.scan(seen, 'example')).toMatchObject({ added: 16 });
    const all = await own.store.read((db) => identitiesFrom(db, { limit: 100 }));
    expect(all).toHaveLength(16);
    expect(all.every(({ state, evidence }) => state === 'proposed' && Array.isArray(evidence))).toBe(true);
    const credentials = await Promise.all(all.map(({ id }) => own.store.read((db) => credentialsOf(db, id))));
    expect(credentials.flat().map(({ identity, kind }) => `${kind} ${identity}`)).toEqual(
      expect.arrayContaining(['api-key k8s:ApiKey:prod/ml/model-store/AWS_SECRET_ACCESS_KEY', 'huggingface-token k8s:ApiKey:prod/ml/Notebook/research/HF_TOKEN']),
    );
    expect(JSON.stringify(credentials)).not.toMatch(/hf_|minio123/u);
    expect(await own.scan(seen, 'example')).toMatchObject({ added: 0, changed: 0, gone: 0 });
  });

  const kserve = join(INPUTS, 'kserve');
  it.runIf(existsSync(kserve))('a public tree, twice: the second scan changes nothing', async () => {
    const seen = seenOf(scan([kserve]));
    const first = await own.scan(seen, 'kserve');
    expect(first.added).toBeGreaterThan(5);
    expect(await own.scan(seenOf(scan([kserve])), 'kserve')).toEqual({ added: 0, changed: 0, returned: 0, gone: 0 });
  });
}); // prettier-ignore
