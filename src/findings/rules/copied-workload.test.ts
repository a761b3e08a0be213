import { describe, expect, it } from 'vitest';
import type { Environment } from '../../model/kinds.ts';
import { TestEstate } from '../testing/estate.ts';
import { copiedWorkload } from './copied-workload.ts';

describe('copied-workload', () => {
  function copies(
    places: readonly [number, number],
    verbs: readonly [string, string],
    realms = ['a', 'b'],
    environments: readonly Environment[] = ['unknown', 'unknown'],
    images: readonly string[] = ['image', 'image'],
  ): TestEstate {
    const estate = new TestEstate();
    realms.forEach((realm, index) => {
      const account = estate.account('ml/x', { realm });
      estate.workload(`ml/Deployment/x${realms[0] === realms[1] ? index : ''}`, account, {
        realm,
        environment: environments[index] ?? 'unknown',
        images: [images[index] ?? ''],
        line: places[index] ?? 0,
        fingerprint: 'same',
      });
      estate.bind(estate.role(`r${index}`, [{ verbs: [verbs[index] ?? ''] }]), [account]);
    });
    return estate;
  }

  it('fires for copies in two realms, and says when rights differ', () => {
    expect(copies([1, 2], ['get', 'get']).judge(copiedWorkload)).toMatchObject([
      { severity: 'low', title: 'Workload ml/x stands in 2 copies' },
    ]);
    expect(copies([1, 2], ['get', 'delete']).judge(copiedWorkload)).toMatchObject([{ severity: 'medium' }]);
  });

  it('fires for copies of several environments in one cluster, and says which versions of the image run', () => {
    const [finding] = copies([1, 2], ['get', 'get'], ['a', 'a'], ['dev', 'prod'], ['app:1', 'app:2']).judge(
      copiedWorkload,
    );
    expect(finding?.detail).toContain('What differs: image (app:1 and app:2), environment (dev, prod)');
    expect(copies([1, 2], ['get', 'get'], ['a', 'a'], ['prod', 'unknown']).judge(copiedWorkload)).toEqual([]);
  });

  it('fires for copies whose only right is a credential, and not for copies without any', () => {
    const held = (secret: boolean): TestEstate => {
      const estate = new TestEstate();
      for (const realm of ['a', 'b']) {
        estate.workload('ml/Deployment/x', estate.account('ml/x', { realm }), { realm, fingerprint: 'same' });
        const pod = `k8s:Pod:${realm}/ml/Deployment/x`;
        if (secret) estate.edge('MOUNTS_SECRET', pod, estate.node('K8sSecret', 'Secret', 'ml/keys', { realm }));
      }
      return estate;
    };
    expect(held(true).judge(copiedWorkload)).toHaveLength(1);
    expect(held(false).judge(copiedWorkload)).toEqual([]);
  });

  it('stays quiet for one file in two overlays and for copies in one realm', () => {
    expect(copies([1, 1], ['get', 'get']).judge(copiedWorkload)).toEqual([]);
    expect(copies([1, 2], ['get', 'get'], ['a', 'a']).judge(copiedWorkload)).toEqual([]);
  });
});
