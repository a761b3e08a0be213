import { describe, expect, it } from 'vitest';
import { inputs } from '../../../../test/inputs.ts';
import { walk } from '../../../inventory/walk.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { plainContext } from '../../testing/read-texts.ts';
import type { K8sObject } from '../world.ts';
import { loadKubernetes, type Loaded } from './load.ts';

function load(name: string): Loaded & { diagnostics: readonly Diagnostic[]; files: readonly string[] } {
  const estate = new EstateBuilder();
  const { files } = walk([inputs(name)], { later: (one) => { estate.diagnostic(one); } }); // prettier-ignore
  const loaded = loadKubernetes(files, plainContext(estate));
  return { ...loaded, diagnostics: estate.build().diagnostics, files: files.map((file) => file.path) };
}

describe('the public inputs', () => {
  it.each(['kserve', 'kuberay', 'argo', 'kueue', 'vllm-production-stack', 'ai-on-eks', 'kubehound', 'kubeflow'])(
    '%s: what is claimed was found, objects have lines, the answer is the same twice',
    (name) => {
      const first = load(name);
      expect(first.objects.length).toBeGreaterThan(0);
      const known = new Set(first.files);
      expect([...first.claimed].filter((path) => !known.has(path))).toEqual([]);
      for (const object of first.objects) {
        expect(object.name).not.toBe('');
        expect(object.at()).toMatchObject({ line: expect.any(Number) as number });
      }
      const shown = (one: Loaded): unknown =>
        one.objects.map((object) => [object.realm, object.kind, object.namespace, object.name, object.at()]);
      const second = load(name);
      expect(shown(second)).toEqual(shown(first));
      expect(second.diagnostics).toEqual(first.diagnostics);
    },
  );

  it('kubeflow: profiles stand in namespace kubeflow with their prefix', () => {
    const { objects } = load('kubeflow');
    const find = (kind: string, name: string): K8sObject | undefined =>
      objects.find((one) => one.kind === kind && one.name === name && one.realm === 'default');
    expect(find('Deployment', 'profiles-deployment')?.namespace).toBe('kubeflow');
    expect(find('ServiceAccount', 'profiles-controller-service-account')?.namespace).toBe('kubeflow');
    expect(find('ClusterRoleBinding', 'profiles-cluster-rolebinding')?.body).toMatchObject({
      roleRef: { name: 'cluster-admin' },
      subjects: [{ name: 'profiles-controller-service-account', namespace: 'kubeflow' }],
    });
  });

  it.each([
    ['vllm-production-stack', 'helm/templates/', 26],
    ['kueue', 'charts/kueue/templates/', 90],
  ])('%s: the templates of its chart give objects', (name, folder, least) => {
    const { objects } = load(name);
    const files = new Set(objects.flatMap((one) => {
      const at = one.at();
      return one.reading === 'symbolic' && 'file' in at && at.file.includes(folder) ? [at.file] : [];
    })); // prettier-ignore
    expect(files.size).toBeGreaterThanOrEqual(least);
  });
});
