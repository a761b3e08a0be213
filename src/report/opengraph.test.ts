import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { scan } from '../inventory/scan.ts';
import { opengraphReport } from './opengraph.ts';
import type { Scanned } from './scanned.ts';
import { story } from './testing/story.ts';

/** The rules of bloodhound.specterops.io/opengraph/developer/schema, nodes and edges, in our own words. */
const primitive = { type: ['string', 'number', 'boolean'] };
const list = (type: string): object => ({ type: 'array', minItems: 1, items: { type } });
const properties = {
  type: 'object',
  propertyNames: { pattern: '^[a-z][a-z0-9_]*$', not: { const: 'objectid' } },
  additionalProperties: { anyOf: [primitive, list('string'), list('number'), list('boolean')] },
};
const kind = { type: 'string', pattern: '^[A-Za-z0-9_]+$' };
const end = {
  type: 'object',
  required: ['value', 'match_by'],
  properties: { value: { type: 'string' }, match_by: { enum: ['id', 'name'] } },
};
const object = (required: readonly string[], own: object): object => ({
  type: 'object',
  required,
  properties: own,
  additionalProperties: false,
});
const schema = object(['metadata', 'graph'], {
  metadata: object(['source_kind'], { source_kind: kind }),
  graph: object(['nodes', 'edges'], {
    nodes: {
      type: 'array',
      items: object(['id', 'kinds'], {
        id: { type: 'string' },
        kinds: { type: 'array', minItems: 1, maxItems: 3, items: kind },
        properties,
      }),
    },
    edges: { type: 'array', items: object(['kind', 'start', 'end'], { kind, start: end, end, properties }) },
  }),
});
const valid = new Ajv({ strict: false }).compile(schema);

interface Graph {
  readonly graph: {
    readonly nodes: readonly { readonly id: string; readonly kinds: readonly string[]; readonly properties: object }[];
    readonly edges: readonly { readonly kind: string; readonly start: { readonly value: string }; readonly end: { readonly value: string } }[];
  };
} // prettier-ignore
const graphOf = (scanned: Scanned): Graph => JSON.parse([...opengraphReport(scanned)].join('')) as Graph;

describe('the OpenGraph export', () => {
  it('keeps the rules of the format, also of a real scan, and has both ends of every edge', () => {
    for (const scanned of [story(), scan(['examples/estate'])]) {
      const graph = graphOf(scanned);
      expect(valid(graph) ? [] : valid.errors).toEqual([]);
      const ids = new Set(graph.graph.nodes.map(({ id }) => id));
      expect(graph.graph.nodes).toHaveLength(scanned.estate.nodes.length);
      expect(graph.graph.edges).toHaveLength(scanned.estate.edges.length);
      expect(graph.graph.edges.filter(({ start, end: to }) => !ids.has(start.value) || !ids.has(to.value))).toEqual([]);
    }
  });

  it('names kinds with a prefix, marks identities and jewels, and counts findings', () => {
    const { nodes, edges } = graphOf(story()).graph;
    expect(nodes.find(({ id }) => id === 'k8s:ServiceAccount:prod/team-a/trainer')).toMatchObject({
      kinds: ['WritK8sServiceAccount', 'WritIdentity'],
      properties: { owner: 'ml-platform', findingcount: 1, worstseverity: 'critical' },
    });
    expect(nodes.find(({ id }) => id === 'k8s:Cluster:prod')?.kinds).toEqual(['WritCluster', 'WritJewel']);
    expect(edges.map((edge) => edge.kind).sort()).toEqual([
      'WritClusterAdmin',
      'WritHasPermissionSet',
      'WritReadSecret',
    ]);
  });
});
