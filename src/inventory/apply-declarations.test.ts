import { describe, expect, it } from 'vitest';
import type { Estate } from '../model/estate.ts';
import { applyDeclarations } from './apply-declarations.ts';
import { parseDeclarations } from '../declarations/parse.ts';

const TEXT = `realms:
  - { path: "clusters/prod/**", realm: prod, environment: prod }
identities:
  - id: k8s:ServiceAccount:*/ml/runner
    owner: ranking@example
    purpose: trains the ranker
jewels:
  - { id: "k8s:Secret:prod/ml/payments", tier: 8, name: payments }
  - { id: "k8s:Secret:prod/ml/other", jewel: false }
`;

describe('writ.estate.yaml', () => {
  it('reads realms, identities and jewels', () => {
    const { realms, identities, jewels, diagnostics } = parseDeclarations(TEXT, 'writ.estate.yaml');
    expect(diagnostics).toEqual([]);
    expect(realms).toEqual([{ path: 'clusters/prod/**', realm: 'prod', environment: 'prod' }]);
    expect(identities[0]?.declared).toEqual({ owner: 'ranking@example', purpose: 'trains the ranker' });
    expect(jewels.map((one) => one.jewel)).toEqual([{ tier: 8, name: 'payments', reason: 'declared' }, false]);
  });

  it.each([
    ['realms: 3', 1, /not a list/],
    ['jewels:\n  - { id: x, tier: 4 }', 2, /tier/],
    ['owners: []', 1, /unknown key/],
    ['identities:\n  - owner: a', 2, /needs "id"/],
    ['identities:\n  - id: a\n    colour: red', 3, /unknown field "colour"/],
    ['- a', 1, /not a mapping/],
  ])('names the place of %j', (text, line, message) => {
    const { diagnostics } = parseDeclarations(text, 'f.yaml');
    expect(diagnostics[0]?.place).toEqual({ file: 'f.yaml', line });
    expect(diagnostics[0]?.message).toMatch(message);
  });

  it('wins over what a source says, and tells the difference', () => {
    const node = {
      id: 'k8s:ServiceAccount:prod/ml/runner',
      kind: 'K8sServiceAccount',
      name: 'runner',
      realm: 'prod',
    } as const;
    const estate: Estate = {
      nodes: [{ ...node, environment: 'prod', evidence: [], declared: { owner: 'somebody' } }],
      edges: [],
      facts: [],
      sources: [],
      diagnostics: [],
    };
    const applied = applyDeclarations(estate, parseDeclarations(TEXT, 'writ.estate.yaml'));
    expect(applied.nodes[0]?.declared?.owner).toBe('ranking@example');
    expect(applied.diagnostics.map((one) => one.code)).toEqual(['conflicting-declaration']);
  });
});
