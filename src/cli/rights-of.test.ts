import { expect, it } from 'vitest';
import { whoCan } from '../connectors/kubernetes/rbac/who-can.ts';
import { graphOf } from '../graph/build.ts';
import { decodeSnapshot, encodeSnapshot } from '../graph/snapshot.ts';
import { story } from '../report/testing/story.ts';
import { rightsOf } from './rights-of.ts';

it('who may do what is answered from these rights as from the whole estate', () => {
  const { estate, graph } = story();
  const saved = graphOf(decodeSnapshot(encodeSnapshot(estate)).columns);
  const rules = estate.nodes.flatMap((node) => node.rules ?? []);
  const asked = rules.flatMap(({ verbs, resources }) =>
    verbs.flatMap((verb) => resources.map((resource) => ({ verb, resource: resource.split('/')[0] ?? '' }))),
  );
  const answers = asked.map((one) => whoCan(estate, one));
  expect(answers.flat().length).toBeGreaterThan(0);
  for (const one of [graph, saved]) expect(asked.map((ask) => whoCan(rightsOf(one), ask))).toEqual(answers);
});
