import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import { pathLines } from './path-line.ts';
import { lineWidth, PLAIN, render } from './screen.ts';

type Hop = Parameters<typeof pathLines>[0][number];
const account = (realm: string, name: string): string => nodeId('k8s', 'ServiceAccount', realm, 'ml', name);
const chain = (ids: readonly string[], kind: EdgeKind = 'IMPERSONATE'): readonly Hop[] =>
  ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to, kind }));
const show = (path: readonly Hop[], realm: string | undefined, width = 80): string =>
  render(pathLines(path, realm, width), PLAIN);

describe('a path in two lines', () => {
  it('says the realm where it changes', () => {
    expect(show(chain([account('dev', 'a'), account('dev', 'b'), account('prod', 'c')]), undefined)).toBe(
      '   dev: ml/a > ml/b > prod: ml/c\n',
    );
    expect(show(chain([account('prod', 'a'), account('prod', 'b')]), 'prod')).toBe('   ml/a > ml/b\n');
  });

  it('says the realm too when the change is among the nodes that do not fit', () => {
    const ids = Array.from({ length: 12 }, (_, at) =>
      account(at < 6 ? 'dev' : 'prod', `a-long-name-of-an-account-${at}`),
    );
    const text = show(chain(ids), undefined);
    expect(text).toMatch(/^ {3}dev: .*\(\d+\s+more\)\s+>\s+prod: /su);
  });

  it('leaves out parts of the thing before, not the last node', () => {
    const ids = [
      nodeId('k8s', 'Deployment', 'prod', 'ml', 'web'),
      nodeId('k8s', 'Pod', 'prod', 'ml', 'Deployment', 'web'),
    ];
    expect(show(chain(ids, 'CONTAINS'), 'prod')).toBe('   deployment ml/web > pod ml/Deployment/web\n');
    const path = [
      ...chain(ids, 'CONTAINS'),
      { from: ids[1] ?? '', to: account('prod', 'a'), kind: 'RUNS_AS' as const },
    ];
    expect(show(path, 'prod')).toBe('   deployment ml/web > ml/a\n');
  });

  it('fits in two lines whatever the names are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { minLength: 2, maxLength: 9 }), (names) => {
        const lines = pathLines(chain(names.map((name) => account('prod', name))), undefined, 60);
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(lines.every((line) => lineWidth(line) <= 60)).toBe(true);
      }),
    );
  });
});
