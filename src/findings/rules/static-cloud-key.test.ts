import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { staticCloudKey } from './static-cloud-key.ts';

describe('static-cloud-key', () => {
  function key(cloud: 'aws' | 'vendor', federated: boolean): TestEstate {
    const estate = new TestEstate();
    const account = estate.account('ml/loader');
    const workload = estate.workload('ml/Deployment/loader', account, { environment: 'prod' });
    const secret = estate.node('K8sSecret', 'Secret', 'ml/s3', { environment: 'prod' });
    estate.edge('MOUNTS_SECRET', workload.replace(':Workload:', ':Pod:'), secret);
    estate.credential(secret, 'aws-secret-key', { cloud });
    if (federated) estate.edge('IRSA', account, estate.node('CloudRole', 'Role', 'loader'));
    return estate;
  }

  it('fires for a key whose user could federate', () => {
    expect(key('aws', false).judge(staticCloudKey)).toMatchObject([
      { severity: 'high', title: 'secret ml/s3 holds a static key of AWS' },
    ]);
  });

  it('stays quiet where federation stands already, and for keys of vendors', () => {
    expect(key('aws', true).judge(staticCloudKey)).toEqual([]);
    expect(key('vendor', false).judge(staticCloudKey)).toEqual([]);
  });

  it.each([
    ['github', 'Workflow', /id-token: write/u],
    ['gitlab', 'Pipeline', /id_tokens:/u],
    ['compose', 'Service', /associate-iam-instance-profile/u],
  ])('names what %s has instead, and speaks of no cluster', (source, kind, instead) => {
    const estate = new TestEstate();
    const node = estate.builder.node({
      id: `${source}:${kind}:acme/x.yml`, kind: 'Workflow', name: 'x.yml', realm: 'acme', environment: 'unknown',
      evidence: [estate.place()],
    }); // prettier-ignore
    estate.credential(node, 'aws-secret-key', { cloud: 'aws', where: 'env' });
    const [found] = estate.judge(staticCloudKey);
    expect(found?.plan.kind === 'policy' && found.plan.text).toMatch(instead);
    expect(JSON.stringify([found?.detail, found?.plan])).not.toMatch(/cluster|ServiceAccount/u);
  });

  it('leaves the secrets of a directory to the rules about their life', () => {
    const estate = new TestEstate();
    const node = estate.node('ApiKey', 'ApiKey', 'application/ci');
    estate.credential(node, 'azure-secret', { cloud: 'azure' });
    expect(estate.judge(staticCloudKey)).toHaveLength(1);
    estate.fact({
      fact: 'lifetime', node, what: 'client secret of application', expires: null, evidence: [estate.place()],
      confidence: 'configured',
    }); // prettier-ignore
    expect(estate.judge(staticCloudKey)).toEqual([]);
  });
});
