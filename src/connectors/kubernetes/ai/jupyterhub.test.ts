import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { plainContext } from '../../testing/read-texts.ts';
import { EstateBuilder } from '../../../model/builder.ts';
import type { NetworkFact } from '../../../model/facts.ts';
import { deriveWorkloads } from '../derive/workloads.ts';
import { asObjects } from '../read/documents.ts';
import { buildWorld } from '../read/world.ts';

function hub(values: string): EstateBuilder {
  const estate = new EstateBuilder();
  const object = {
    at: () => ({ file: 'values.yaml', line: 1 }),
    span: () => undefined,
    block: () => undefined,
    indent: () => undefined,
  };
  const doc = {
    chart: 'jupyterhub' as const,
    file: 'a/values.yaml',
    realm: 'r',
    environment: 'unknown' as const,
    data: parse(values) as unknown,
    object,
  };
  const world = buildWorld('r', asObjects({ values: [doc], kindClusters: [] }));
  const context = plainContext(estate);
  deriveWorkloads(world, estate, context);
  estate.build();
  return estate;
}

const metadata = (estate: EstateBuilder): string | undefined =>
  estate.allFacts().find((one): one is NetworkFact => one.fact === 'network' && one.node.endsWith('/singleuser'))
    ?.metadata;

describe('JupyterHub values', () => {
  it('make a hub, a pod for users and one for each profile', () => {
    const estate = hub(
      'hub: {}\nsingleuser: { serviceAccountName: nb, profileList: [{ display_name: GPU, kubespawner_override: { service_account: gpu } }] }\n',
    );
    const accounts = estate
      .allFacts()
      .flatMap((one) => (one.fact === 'workload' ? [[one.pod.split('/').at(-1), one.account.split('/').at(-1)]] : []));
    expect(accounts).toEqual([
      ['hub', 'hub'],
      ['singleuser', 'nb'],
      ['singleuser-GPU', 'gpu'],
    ]);
  });

  it.each([
    ['by default the chart blocks it', 'singleuser: {}', 'blocked'],
    [
      'the NetworkPolicy still does when iptables do not',
      'singleuser: { cloudMetadata: { blockWithIptables: false } }',
      'blocked',
    ],
    [
      'neither does',
      'singleuser: { cloudMetadata: { blockWithIptables: false }, networkPolicy: { enabled: false } }',
      'open',
    ],
    [
      'a rule allows it',
      'singleuser: { cloudMetadata: { blockWithIptables: false }, networkPolicy: { egressAllowRules: { cloudMetadataServer: true } } }',
      'open',
    ],
  ])('metadata: %s', (_, values, want) => {
    expect(metadata(hub(`hub: {}\n${values}\n`))).toBe(want);
  });

  it('without a named account no token is mounted', () => {
    const estate = hub('hub: {}\nsingleuser: {}\n');
    const mounted = estate
      .allFacts()
      .flatMap((one) => (one.fact === 'workload' && one.pod.endsWith('singleuser') ? [one.tokenMounted] : []));
    expect(mounted).toEqual([false]);
  });
});
