import { describe, expect, it } from 'vitest';
import { deriveGcp } from '../../cloud/gcp/derive.ts';
import { gcpSample } from '../../../test/contract/samples/gcp.ts';
import { readTexts } from '../testing/read-texts.ts';
import { gcp } from './connector.ts';
import { policyTarget } from './read/policy-target.ts';
import { parseResourceName } from './read/resource-name.ts';

const POLICY = '{"bindings":[{"role":"roles/owner","members":["user:a@acme.test"]}],"etag":"BwU=","version":1}';

describe('what is a policy of Google Cloud', () => {
  it('leaves alone what only looks like one', () => {
    const near = {
      'rolebinding.yaml':
        'apiVersion: iam/v1\nkind: Policy\nbindings:\n- role: roles/owner\n  members: [user:a]\netag: x\n',
      'keys.json': '{"bindings":[{"key":"ctrl+c","command":"copy"}],"version":1}',
      'amqp.json': '{"bindings":[],"queues":[],"version":"3"}',
      'etag.json': '{"etag":"BwU=","name":"x","title":"y"}',
      'wit.json': '{"version":"v1","endpoint":"projects/p/locations/l/endpoints/1"}',
      'cut.json': POLICY.slice(0, -9),
    };
    const { estate, claimed } = readTexts(gcp, near);
    expect([...claimed]).toEqual([]);
    expect(estate.nodes).toEqual([]);
    expect(estate.diagnostics).toEqual([]);
  });

  it('is of the project that its name says, else possible', () => {
    const at = (path: string): readonly string[] =>
      readTexts(gcp, { [path]: POLICY }).estate.facts.map((one) =>
        one.fact === 'gcp-grant' ? `${one.on.type} ${one.on.name} ${one.confidence}` : one.fact,
      );
    expect(at('projects/acme-ml/iam-policy.json')).toEqual(['gcp-resource', 'project acme-ml proved']);
    expect(at('x/policy.json')).toEqual(['project default possible']);
  });

  it.each([
    ['project-acme-ml-iam.json', { type: 'project', name: 'acme-ml' }],
    ['acme-ml-iam-policy.json', { type: 'project', name: 'acme-ml' }],
    ['org/folders/123/policy.yaml', { type: 'folder', name: '123' }],
    ['organizations/9.json', { type: 'organization', name: '9' }],
    ['sa/x@p-one.iam.gserviceaccount.com.json', { type: 'service-account', name: 'x@p-one.iam.gserviceaccount.com' }],
    ['policy.json', undefined],
    ['iam-policy.json', undefined],
  ])('%s', (path, target) => {
    expect(policyTarget(path)).toEqual(target);
  });

  it('reads full resource names', () => {
    expect(parseResourceName('//storage.googleapis.com/models')).toEqual({ type: 'bucket', name: 'models' });
    expect(parseResourceName('//secretmanager.googleapis.com/projects/p/secrets/hf')).toEqual({
      type: 'secret',
      name: 'hf',
      project: 'p',
    });
    expect(parseResourceName('//unknown.googleapis.com/projects/p/things/x')).toBeUndefined();
  });
});

describe('from files to edges', () => {
  const told = readTexts(gcp, gcpSample);
  deriveGcp(told.builder);
  const { edges, nodes } = told.builder.build();

  it('joins account, pool, bucket, endpoint and custom role', () => {
    const kinds = new Set(edges.map((one) => one.kind));
    for (const kind of [
      'ACCOUNT_ADMIN',
      'PASS_ROLE_EXEC',
      'SA_TOKEN_CREATOR',
      'DATA_ACCESS',
      'INVOKES',
      'TRAINS',
      'SERVES',
      'RUNS_WITH_ROLE',
      'CONTROLS',
    ] as const)
      expect(kinds).toContain(kind);
    expect(nodes.find((one) => one.id === 'gcp:Anyone:*/anonymous')?.entry).toBe('internet');
    expect(edges.filter((one) => one.confidence === 'possible' && one.precondition === undefined)).toEqual([]);
    expect(edges.filter((one) => one.evidence.length === 0)).toEqual([]);
  });

  it('survives hostile names', () => {
    const hostile = POLICY.replace(
      'user:a@acme.test',
      'principalSet://iam.googleapis.com/__proto__/\uE000x\uE001',
    ).replace('"version":1', '"version":1,"__proto__":{"a":1}');
    const odd = readTexts(gcp, { 'projects/acme-ml/iam-policy.json': hostile.replace(',"__proto__":{"a":1}', '') });
    deriveGcp(odd.builder);
    expect(odd.builder.build().nodes.length).toBeGreaterThan(0);
  });
});
