import { describe, expect, it } from 'vitest';
import { owners } from '../connectors/owners/connector.ts';
import { plainContext, readWith, textFile } from '../connectors/testing/read-texts.ts';
import type { ScanContext } from '../connectors/port.ts';
import { EstateBuilder } from '../model/builder.ts';
import type { NodeKind } from '../model/kinds.ts';
import { applyOwners } from './owners.ts';

interface Thing {
  readonly file: string;
  readonly owner?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly kind?: NodeKind;
  readonly namespace?: string;
}

/** One thing in an estate that other connectors told, beside the files that say who owns what. */
function ownerOf(
  texts: Readonly<Record<string, string>>,
  thing: Thing,
  over: Partial<ScanContext> = {},
): { owner: string | undefined; facts: string[] } {
  const estate = new EstateBuilder();
  const { file, owner, labels, kind = 'Workload', namespace = 'ml' } = thing;
  const evidence = [{ file, line: 1 }];
  const told = { environment: 'unknown', realm: 'r', namespace, evidence } as const;
  estate.node({ id: 'k8s:X:r/x', kind, name: 'x', ...told, ...(owner === undefined ? {} : { declared: { owner } }) });
  if (labels)
    estate.fact({
      fact: 'workload', node: 'k8s:X:r/x', pod: 'k8s:Pod:r/x', workloadKind: 'Deployment', account: 'a', accountNamed: true, tokenMounted: true,
      functions: [], environment: 'unknown', images: [], fingerprint: '', gpus: 0, privileged: [], args: [], labels, evidence, confidence: 'configured',
    }); // prettier-ignore
  const files = [...Object.entries(texts).map(([path, text]) => textFile(path, text)), textFile(file, '')];
  readWith(owners, files, plainContext(estate, over));
  applyOwners(estate);
  const facts = estate.allFacts().flatMap((one) => (one.fact === 'owner' ? [`${one.source} ${one.owner}`] : []));
  return { owner: estate.get('k8s:X:r/x')?.declared?.owner, facts };
}

const component = (name: string, owner: string, annotations: Readonly<Record<string, string>> = {}): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n  annotations: ${JSON.stringify(annotations)}\nspec: { type: service, owner: ${owner} }\n`;

describe('owners by file', () => {
  it('are those of the file in which the thing is written', () => {
    const texts = { CODEOWNERS: '* @acme/all\n/ml/ @acme/ml @ada\n' };
    expect(ownerOf(texts, { file: 'ml/a.yaml' })).toEqual({
      owner: 'acme/ml, ada',
      facts: ['codeowners acme/ml, ada'],
    });
    expect(ownerOf(texts, { file: 'web/a.yaml' }).owner).toBe('acme/all');
    expect(ownerOf(texts, { file: 'ml/a.yaml', kind: 'K8sSecret' }).owner).toBeUndefined();
  });

  it('take the nearest folder that has a file, in the place that its host reads', () => {
    const texts = {
      CODEOWNERS: '* @outer\n',
      'a/CODEOWNERS': '* @inner\n',
      'a/.github/CODEOWNERS': '* @first\n',
      'a/x/y/CODEOWNERS.md': '* @no\n',
    };
    expect(ownerOf(texts, { file: 'a/x/y/b.yaml' }).owner).toBe('first');
    expect(ownerOf(texts, { file: 'b.yaml' }).owner).toBe('outer');
  });

  it('yield to what is written on the thing; who owns everything else contradicts nobody', () => {
    const texts = { CODEOWNERS: '* @all\n/ml/ @acme/ml\n' };
    expect(ownerOf(texts, { file: 'ml/a.yaml', owner: 'team-x' })).toEqual({
      owner: 'team-x',
      facts: ['label team-x', 'codeowners acme/ml'],
    });
    expect(ownerOf(texts, { file: 'b.yaml', owner: 'team-x' })).toEqual({ owner: 'team-x', facts: ['label team-x'] });
  });
});

describe('owners by catalogue', () => {
  it('are found by label and namespace, by selector, and by folder', () => {
    const id = { 'backstage.io/kubernetes-id': 'rank', 'backstage.io/kubernetes-namespace': 'ml' };
    const texts = { 'cat/catalog-info.yaml': component('rank', 'group:default/rankers', id) };
    const labels = { 'backstage.io/kubernetes-id': 'rank' };
    expect(ownerOf(texts, { file: 'a.yaml', labels }).owner).toBe('rankers');
    expect(ownerOf(texts, { file: 'a.yaml', labels, namespace: 'other' }).owner).toBeUndefined();
    expect(ownerOf(texts, { file: 'cat/deploy/a.yaml' }).owner).toBe('rankers');
    const selector = {
      'c.yaml': component('rank', 'sel', { 'backstage.io/kubernetes-label-selector': 'app=rank,tier=web' }),
    };
    expect(
      ownerOf(selector, { file: 'x/a.yaml', labels: { app: 'rank', tier: 'web' }, kind: 'Workload' }).facts,
    ).toEqual(['catalogue sel']);
  });

  it('come before CODEOWNERS, and both are told', () => {
    const texts = { CODEOWNERS: '/cat/ @files\n', 'cat/catalog-info.yaml': component('rank', 'rankers') };
    expect(ownerOf(texts, { file: 'cat/a.yaml' })).toEqual({
      owner: 'rankers',
      facts: ['catalogue rankers', 'codeowners files'],
    });
  });

  it('say nothing where one folder holds components of several owners', () => {
    const texts = { 'cat/catalog-info.yaml': `${component('a', 'x')}---\n${component('b', 'y')}` };
    expect(ownerOf(texts, { file: 'cat/a.yaml' }).owner).toBeUndefined();
  });

  it('are found by the repository of the code', () => {
    const texts = {
      'catalogue/all.yaml': `${component('a', 'x', { 'github.com/project-slug': 'Acme/Ranker' })}---\n${component('b', 'y')}`,
    };
    const standing: ScanContext['standing'] = ({ path, relative }) => ({
      realm: 'acme', path: [], environment: 'unknown', inRepository: relative, folder: path.split('/')[0] ?? '',
      repository: { host: 'github.com', organisation: 'acme', name: path.split('/')[0] ?? '', key: 'repo:x' },
    }); // prettier-ignore
    expect(ownerOf(texts, { file: 'ranker/.github/workflows/a.yml', kind: 'Workflow' }, { standing }).owner).toBe('x');
    expect(ownerOf(texts, { file: 'other/a.yml', kind: 'Workflow' }, { standing }).owner).toBeUndefined();
  });
});
