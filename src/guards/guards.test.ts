import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/build.ts';
import { decodeSnapshot, encodeSnapshot } from '../graph/snapshot.ts';
import { graphOf } from '../graph/build.ts';
import { TestEstate } from '../findings/testing/estate.ts';
import { checkGuards } from './check.ts';
import { parseCondition, parseGuard } from './parse.ts';
import { SentenceError } from './sentence.ts';
import { ACTIONS, NOUNS } from './words.ts';

/** ops is admin of prod; a notebook of dev reads a secret of prod through its account; ops and runner may read it. */
function world(): TestEstate {
  const estate = new TestEstate();
  const ops = estate.account('ops/admin', { declared: { owner: 'ops' } });
  const runner = estate.account('ml/runner');
  const cluster = estate.node('Cluster', 'Cluster', '', { jewel: 13, environment: 'prod' });
  const key = estate.node('K8sSecret', 'Secret', 'ml/key', { jewel: 8, environment: 'prod' });
  estate.workload('ml/Notebook/lab', runner, { environment: 'dev', functions: ['notebook'] });
  const admin = estate.node('PermissionSet', 'PermissionSet', 'admin');
  const reader = estate.node('PermissionSet', 'PermissionSet', 'ml/reader');
  estate.edge('HAS_PERMISSION_SET', ops, admin);
  estate.edge('CLUSTER_ADMIN', admin, cluster);
  for (const one of [ops, runner]) estate.edge('HAS_PERMISSION_SET', one, reader);
  estate.edge('READ_SECRET', reader, key);
  return estate;
}

function kept(sentence: string): boolean | undefined {
  const estate = world().builder.build();
  const saved = graphOf(decodeSnapshot(encodeSnapshot(estate)).columns);
  const [fresh, again] = [buildGraph(estate), saved].map((graph) => checkGuards(graph, [parseGuard(sentence)])[0]);
  expect(again).toEqual(fresh);
  return fresh?.kept;
}

describe('a guard', () => {
  it.each([
    ['no notebook of environment dev reaches a jewel of environment prod', false],
    ['no notebook of environment dev reaches tier 13', true],
    ['no notebook of environment prod reaches a jewel', true],
    ['nothing reaches k8s:Cluster:prod except by k8s:ServiceAccount:prod/ops/*', true],
    ['nothing reaches k8s:Cluster:prod except by k8s:ServiceAccount:prod/ml/*', false],
    ['only k8s:ServiceAccount:prod/ops/* reaches k8s:Cluster:prod', true],
    ['no identity without owner reaches tier 13', true],
    ['no identity without owner reaches tier 8', false],
    ['no identity owned by ops reaches a secret', false],
    ['every secret of environment prod is read by at most 3 identities', true],
    ['every secret of environment prod is read by at most 1 identity', false],
    ['every secret is read by at least 3 identities', false],
    ['only k8s:ServiceAccount:prod/ml/runner may read k8s:Secret:prod/ml/*', false],
    ['only accounts may read secrets', true],
    ['no notebook may read secrets', true],
    ['nobody may impersonate identities', true],
    ['nobody may hold READ_SECRET', false],
    ['every account in namespace ops has an owner', true],
    ['every account has an owner.', false],
    ['there is no vendor without owner', true],
    ['there is no secret named key of realm prod', false],
    ['no account or notebook of environment dev or staging reaches itself:nothing', true],
  ])('"%s": kept is %s', (sentence, expected) => {
    expect(kept(sentence)).toBe(expected);
  });

  it('that is broken shows the whole path, and one that speaks of nothing says so', () => {
    const [broken, empty] = checkGuards(buildGraph(world().builder.build()), [
      parseGuard('no notebook reaches tier 8'),
      parseGuard('no k8s:ServiceAccount:prod/typo/* reaches tier 8'),
    ]);
    expect(broken?.first?.path.map(({ kind }) => kind)).toEqual(['RUNS_AS', 'HAS_PERMISSION_SET', 'READ_SECRET']);
    expect(empty).toMatchObject({ kept: true, empty: ['subject'] });
  });

  it.each([
    ['notebooks reach secrets', 1, /begins with "no"/],
    ['no notebook touches secrets', 13, /"may" or "reaches"/],
    ['no notebook reaches', 20, /name things/],
    ['no notebook of environment live reaches tier 8', 28, /an environment is/],
    ['no notebook reaches tier 7', 26, /13, 8, 5, 3/],
    ['only agents may dance', 17, /read, write/],
    ['no agent reaches tier 8 today', 25, /complete/],
    ['no agent named "x reaches tier 8', 16, /"\.\.\."/],
    ['every secret is read by at most few identities', 33, /whole number/],
  ])('"%s" is refused at column %i with what would be understood', (sentence, column, hint) => {
    expect(() => parseGuard(sentence)).toThrow(SentenceError);
    expect(() => parseGuard(sentence)).toThrow(hint);
    expect(() => parseGuard(sentence)).toThrow(`(column ${column})`);
  });

  it('of any words is understood or refused, never a fault', () => {
    const word = fc.constantFrom(...Object.keys(NOUNS), ...Object.keys(ACTIONS), 'no', 'only', 'every', 'reaches', 'may', 'of', 'or', 'tier', '8', 'a', 'except', 'by', 'without', 'owner', '"', '__proto__', 'constructor', 'k8s:**', 'is', 'that'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        for (const parse of [parseGuard, parseCondition])
          try {
            parse(words.join(' '));
          } catch (error) {
            expect(error).toBeInstanceOf(SentenceError);
          }
      }),
    );
  });
});
