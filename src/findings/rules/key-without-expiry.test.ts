import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { keyWithoutExpiry } from './key-without-expiry.ts';

function key(expires: string | null): TestEstate {
  const estate = new TestEstate();
  const node = estate.node('ApiKey', 'ApiKey', 'deploy');
  estate.fact({ fact: 'lifetime', node, what: 'client secret', created: '2024-01-02', expires, evidence: [estate.place()], confidence: 'configured' }); // prettier-ignore
  return estate;
}

describe('key-without-expiry', () => {
  it('fires for a key that never ends', () => {
    expect(key(null).judge(keyWithoutExpiry)).toMatchObject([
      { severity: 'medium', title: 'deploy (client secret) never expires' },
    ]);
  });

  it('is high when a secret store is behind it', () => {
    const estate = key(null);
    estate.edge('OPENS', 'k8s:ApiKey:prod/deploy', estate.node('SecretStore', 'SecretStore', 'vault', { jewel: 8 }));
    expect(estate.judge(keyWithoutExpiry)).toMatchObject([{ severity: 'high' }]);
  });

  it('stays quiet for a key with an end', () => {
    expect(key('2099-01-01').judge(keyWithoutExpiry)).toEqual([]);
  });
});
