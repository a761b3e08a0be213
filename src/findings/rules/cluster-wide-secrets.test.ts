import { describe, expect, it } from 'vitest';
import type { RbacRule, WorkloadFact } from '../../model/facts.ts';
import { TestEstate } from '../testing/estate.ts';
import { clusterWideSecrets } from './cluster-wide-secrets.ts';

const SECRETS = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods', 'secrets'] };
const ADAPTERS = { verbs: ['get'], apiGroups: ['production-stack.vllm.ai'], resources: ['loraadapters'] };

describe('cluster-wide-secrets', () => {
  it('is high for a controller of AI kinds, medium for another', () => {
    const estate = new TestEstate();
    const lora = estate.account('ml/lora');
    const other = estate.account('ops/other');
    estate.bind(estate.role('lora', [SECRETS, ADAPTERS]), [lora]);
    estate.bind(estate.role('other', [SECRETS]), [other]);
    expect(estate.judge(clusterWideSecrets)).toMatchObject([
      {
        severity: 'high',
        identity: lora,
        title: 'service account ml/lora may read every Secret in every namespace',
      },
      { severity: 'medium', identity: other },
    ]);
  });

  it('is one finding for several roles of one account, and for several accounts of one role', () => {
    const estate = new TestEstate();
    const [a, b, c] = [estate.account('ml/a'), estate.account('ml/b'), estate.account('ml/c')];
    estate.bind(estate.role('one', [SECRETS]), [a]);
    estate.bind(estate.role('two', [{ ...SECRETS, verbs: ['get', 'update'] }]), [a]);
    estate.bind(estate.role('three', [SECRETS]), [b, c]);
    expect(
      estate
        .judge(clusterWideSecrets)
        .map(({ title }) => title)
        .sort(),
    ).toEqual([
      'service account ml/a may read and change every Secret in every namespace',
      'service account ml/b (and 1 more) may read every Secret in every namespace',
    ]);
  });

  it('does not say that whoever may add Secrets changes those that are there', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('adds', [{ ...SECRETS, verbs: ['get', 'create'] }]), [estate.account('ml/a')]);
    expect(estate.judge(clusterWideSecrets)).toMatchObject([
      { title: 'service account ml/a may read every Secret in every namespace' },
    ]);
  });

  it('says that they may be changed where another rule of the role lets that', () => {
    const estate = new TestEstate();
    const writing = { verbs: ['create', 'update'], apiGroups: [''], resources: ['secrets'] };
    estate.bind(estate.role('sink', [SECRETS, writing]), [estate.account('ml/sink')]);
    expect(estate.judge(clusterWideSecrets)).toMatchObject([
      { title: expect.stringContaining('read and change') as string },
    ]);
  });

  it('gives the reading back in one namespace', () => {
    const estate = new TestEstate();
    estate.bind(estate.role('lora', [SECRETS]), [estate.account('ml/lora')]);
    const plan = estate.judge(clusterWideSecrets)[0]?.plan;
    expect(plan?.kind === 'policy' && plan.text).toMatch(/kind: RoleBinding[^]*namespace: ml/u);
    expect(plan?.kind === 'policy' && plan.text.split('---')[0]).not.toContain('secrets');
  });

  it('stays quiet for named secrets, for one namespace, for writing and for people', () => {
    const estate = new TestEstate();
    const account = estate.account('ml/x');
    estate.bind(estate.role('named', [{ ...SECRETS, resourceNames: ['one'] }]), [account]);
    estate.bind(estate.role('here', [SECRETS]), [account], { namespace: 'ml' });
    estate.bind(estate.role('write', [{ ...SECRETS, verbs: ['create'] }]), [account]);
    estate.bind(estate.role('people', [SECRETS]), [estate.node('Human', 'User', 'ada')]);
    expect(estate.judge(clusterWideSecrets)).toEqual([]);
  });

  it('knows a controller whose image is a mirror under another name, and says by what', () => {
    const judged = (
      told: Partial<Omit<WorkloadFact, 'functions'>>,
      rights: Partial<RbacRule>[] = [],
    ): readonly string[] => {
      const estate = new TestEstate();
      const account = estate.account('ml/x');
      estate.bind(estate.role('x', [SECRETS, ...rights]), [account]);
      estate.workload('ml/Deployment/x', account, { images: ['registry.corp/team/x:v2'], ...told });
      return estate
        .judge(clusterWideSecrets)
        .map(
          ({ severity, detail }) =>
            `${severity} ${/It belongs to the AI platform: (.*?)\.(?: |$)/u.exec(detail)?.[1] ?? ''}`,
        );
    };
    const runs = 'high Workload ml/x runs as it';
    expect(judged({})).toEqual(['medium ']);
    expect(judged({ labels: { 'helm.sh/chart': 'kuberay-operator-1.4.0' } })).toEqual([
      `${runs} (label helm.sh/chart: kuberay-operator-1.4.0)`,
    ]);
    expect(judged({ labels: { 'app.kubernetes.io/part-of': 'kserve' } })).toEqual([
      `${runs} (label app.kubernetes.io/part-of: kserve)`,
    ]);
    expect(judged({ args: ['/usr/bin/workflow-controller', '--configmap'] })).toEqual([
      `${runs} (command workflow-controller)`,
    ]);
    expect(judged({ images: ['registry.corp:5000/mirror/workflow-controller:v2@sha256:00'] })).toEqual([
      `${runs} (image registry.corp:5000/mirror/workflow-controller:v2@sha256:00)`,
    ]);
    expect(judged({ images: ['registry.corp/kserve/demo:v2'] })).toEqual(['medium ']);
    expect(judged({ labels: { 'app.kubernetes.io/name': 'my-kserve-demo' } })).toEqual(['medium ']);
    // What Argo CD applies is of no AI platform by that; what Argo Workflows runs is.
    const argo = (kind: string): Partial<RbacRule> => ({
      verbs: ['get'],
      apiGroups: ['argoproj.io'],
      resources: [kind],
    });
    expect(judged({}, [argo('applications')])).toEqual(['medium ']);
    expect(judged({}, [argo('workflows/finalizers')])).toEqual(['high it holds rights over kinds of argoproj.io']);
  });
});
