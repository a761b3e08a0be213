import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { defaultCredential } from './default-credential.ts';

describe('default-credential', () => {
  it('fires once a holder, and says whose default it is', () => {
    const estate = new TestEstate();
    const secret = estate.node('K8sSecret', 'Secret', 'kubeflow/artifacts');
    estate.credential(secret, 'password', { key: 'secretkey', defaultOf: 'MinIO' });
    estate.credential(secret, 'password', { key: 'again', defaultOf: 'MinIO' });
    const [finding, ...more] = estate.judge(defaultCredential);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'high',
      identity: secret,
      title: 'secret kubeflow/artifacts holds the default credential of MinIO',
    });
    expect(finding?.plan.kind === 'policy' && finding.plan.text).toContain('kind: ExternalSecret');
  });

  it('stays quiet for other values', () => {
    const estate = new TestEstate();
    estate.credential(estate.node('K8sSecret', 'Secret', 'a/b'), 'password');
    expect(estate.judge(defaultCredential)).toEqual([]);
  });
});
