import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { wildcardRight } from './wildcard-right.ts';

const STATEFULSETS = { verbs: ['*'], apiGroups: ['apps'], resources: ['statefulsets'] };
const NOTEBOOKS = { verbs: ['*'], apiGroups: ['kubeflow.org'], resources: ['notebooks'] };

describe('wildcard-right', () => {
  it('fires once a role, with every rule as evidence', () => {
    const estate = new TestEstate();
    const account = estate.account('kubeflow/notebook-controller');
    estate.bind(estate.role('role', [STATEFULSETS, {}, NOTEBOOKS]), [account]);
    expect(estate.judge(wildcardRight)).toMatchObject([
      {
        severity: 'high',
        identity: account,
        title:
          'service account kubeflow/notebook-controller may do anything with statefulsets and notebooks in every namespace',
      },
    ]);
  });

  it('is medium for custom resources, low for them in one namespace', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('a', [NOTEBOOKS]), [estate.account('ml/a')]);
    estate.bind(estate.role('b', [NOTEBOOKS]), [estate.account('ml/b')], { namespace: 'ml' });
    expect(estate.judge(wildcardRight).map(({ severity }) => severity)).toEqual(['medium', 'low']);
  });

  it('says once what the same verbs reach, and nothing in a namespace that has none', () => {
    const estate = new TestEstate();
    const volumes = { verbs: ['*'], apiGroups: [''], resources: ['persistentvolumes', 'persistentvolumeclaims'] };
    const reading = { verbs: ['get', 'list'], apiGroups: ['istio.io', 'networking.istio.io'], resources: ['*'] };
    const status = { verbs: ['*'], apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'] };
    estate.bind(estate.role('a', [volumes, reading, NOTEBOOKS]), [estate.account('ml/a')], { namespace: 'ml' });
    estate.bind(estate.role('b', [status, reading]), [estate.account('ml/b')]);
    expect(estate.judge(wildcardRight)).toMatchObject([
      {
        severity: 'medium',
        title:
          'service account ml/a may do anything with persistentvolumeclaims and notebooks and read everything in istio.io and networking.istio.io in namespace ml',
      },
      { severity: 'low' },
    ]);
  });

  it('calls the ordinary verbs together reading and changing', () => {
    const estate = new TestEstate();
    const viewer = { apiGroups: ['*'], resources: ['deployments', 'services'], verbs: ['create', 'get', 'list', 'watch', 'update', 'patch', 'delete'] }; // prettier-ignore
    estate.bind(estate.role('viewer', [viewer]), [estate.account('ml/viewer')]);
    expect(estate.judge(wildcardRight)).toMatchObject([
      {
        title:
          'service account ml/viewer may read and change deployments and services of any API group in every namespace',
      },
    ]);
  });

  it('stays quiet where no machine holds it, for built-in roles, for URLs, and for cluster-admin', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/x');
    estate.role('unbound', [STATEFULSETS]);
    estate.bind(estate.role('for-people', [STATEFULSETS]), [estate.node('Human', 'User', 'ada')]);
    estate.bind(estate.role('admin', [STATEFULSETS], { builtIn: true }), [account]);
    estate.bind(estate.role('urls', [{ apiGroups: [], resources: [], nonResourceURLs: ['*'], verbs: ['*'] }]), [
      account,
    ]);
    estate.bind(estate.role('all', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]), [account]);
    expect(estate.judge(wildcardRight)).toEqual([]);
  });

  it('proposes what it gave, written out, without the verbs that hand out rights', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('role', [STATEFULSETS]), [estate.account('ml/x')]);
    const [finding] = estate.judge(wildcardRight);
    expect(finding?.plan).toMatchObject({ kind: 'policy' });
    expect(finding?.plan.kind === 'policy' && finding.plan.text).toContain(
      'verbs: [create, delete, get, list, patch, update, watch]',
    );
  });
});
