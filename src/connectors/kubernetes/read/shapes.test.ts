import { describe, expect, it } from 'vitest';
import { objectsFromText } from '../load/from-text.ts';
import { misshapen } from './shapes.ts';

const problems = (text: string): readonly string[] =>
  objectsFromText(text, { file: 'f.yaml', realm: 'r', environment: 'unknown' })
    .flatMap(misshapen)
    .map((one) => `${one.place.line ?? 0} ${one.message}`);

const role = (rules: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: odd\n${rules}\n`;

describe('misshapen', () => {
  it.each([
    [role('rules:\n  verbs: ["*"]'), ['5 ClusterRole odd: rules is not a list']],
    [role('rules: []'), []],
    [role('rules:'), []],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: [1]\n', ['4 Pod p: spec is not a mapping']],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers: {a: 1}\n',
      ['5 Pod p: spec.containers is not a list'],
    ],
    ['apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: text\n', ['4 Secret s: data is not a mapping']],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});
