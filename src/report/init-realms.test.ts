import { describe, expect, it } from 'vitest';
import type { EstateNode } from '../model/estate.ts';
import { proposedRealms } from './init-realms.ts';

const node = (realm: string, file: string, environment: EstateNode['environment'] = 'unknown'): EstateNode => ({
  id: `k8s:ServiceAccount:${realm}/ns/a`,
  kind: 'K8sServiceAccount',
  name: 'a',
  realm,
  environment,
  evidence: [{ file, line: 1 }],
});

describe('proposed realms', () => {
  it('are the folders that the files of each share, the deepest first', () => {
    const nodes = [
      node('default', 'deploy/base/a.yaml'),
      node('default', 'deploy/jobs/b.yaml'),
      node('prod', 'deploy/overlays/prod/eu/a.yaml', 'prod'),
      node('prod', 'deploy/overlays/prod/us/a.yaml', 'prod'),
      node('dev', 'deploy/overlays/dev/a.yaml', 'dev'),
    ];
    expect(proposedRealms(nodes, ['deploy/']).map(({ path, realm }) => [path, realm])).toEqual([
      ['overlays/dev/**', 'dev'],
      ['overlays/prod/**', 'prod'],
      ['**', 'default'],
    ]);
  });

  it('leave out other sources and files of no folder of theirs', () => {
    expect(proposedRealms([{ ...node('acme', 'a/b.yaml'), id: 'github:Repo:acme/x' }], [])).toEqual([]);
    expect(proposedRealms([node('default', 'a.yaml')], ['.']).map(({ path }) => path)).toEqual(['**']);
  });
});
