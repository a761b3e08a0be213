import { expect, it } from 'vitest';
import { closest } from './closest.ts';

it('the nearest come first, what is far does not come', () => {
  const ids = [
    'k8s:ServiceAccount:prod/team-a/trainer',
    'k8s:ServiceAccount:prod/team-a/server',
    'k8s:Node:prod/gpu-1',
  ];
  expect(closest('trainre', ids)).toEqual([ids[0]]);
  expect(closest('team-a/servr', ids)[0]).toBe(ids[1]);
  expect(closest('payments', ids)).toEqual([]);
});
