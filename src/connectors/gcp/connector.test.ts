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
      'cut.json': '{"bindings":[{"key":"ctrl+c","com',
      'ids.json': '{"id":"1","type":"x","policy":{"bindings":[]}}',
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

describe('a broken export', () => {
  const told = (text: string, path = 'projects/acme-ml/iam-policy.json'): readonly string[] =>
    readTexts(gcp, { [path]: text }).estate.diagnostics.map(
      ({ level, message, place: { file, line = 0 } }) => `${level} ${file}:${String(line)} ${message}`,
    );
  const pretty = (value: unknown): string => JSON.stringify(value, null, 1);

  it('that was cut off, or is not well-formed, is an error with its line', () => {
    const cut = pretty(JSON.parse(POLICY)).slice(0, -30);
    expect(told(cut)).toEqual([expect.stringMatching(/^error projects\/acme-ml\/iam-policy\.json:\d+ /u)]);
    expect(told('bindings:\n- members: [user:a@acme.test\n  role: roles/owner\netag: x\n', 'p.yaml')).toHaveLength(1);
    const account =
      '[{"name":"projects/p-one/serviceAccounts/x@p-one.iam.gserviceaccount.com","uniqueId":"1"},{"email":';
    expect(told(account, 'accounts.json')).toHaveLength(1);
  });

  it('says which field has which shape; the other bindings count, and the policy is not whole', () => {
    const text = pretty({
      bindings: [
        { role: 'roles/owner', members: ['user:a@acme.test'] },
        { role: 'roles/viewer', members: 'user:b@acme.test' },
        { role: 7, members: ['user:c@acme.test'] },
        { role: 'roles/editor', members: ['nobody'] },
      ],
      etag: 'BwU=',
      version: 1,
    });
    expect(told(text)).toEqual([
      'error projects/acme-ml/iam-policy.json:11 members of a binding is a text, not a list of texts',
      'error projects/acme-ml/iam-policy.json:14 role of a binding is no name of a role',
      'error projects/acme-ml/iam-policy.json:22 a member of a binding is no principal',
    ]);
    const { facts } = readTexts(gcp, { 'projects/acme-ml/iam-policy.json': text }).estate;
    expect(facts.map((one) => (one.fact === 'gcp-grant' ? `${one.role} ${one.members.join()}` : one.fact))).toEqual([
      'roles/owner user:a@acme.test',
      'roles/viewer ',
      'roles/editor ',
    ]);
    expect(told('{"bindings":{},"etag":"BwU=","version":1}')).toEqual([
      expect.stringContaining('bindings of an allow policy is an object, not a list of objects'),
    ]);
  });

  it('keeps a condition that cannot be read as one', () => {
    const text = POLICY.replace('"role"', '"condition":5,"role"');
    const { facts } = readTexts(gcp, { 'projects/acme-ml/iam-policy.json': text }).estate;
    expect(facts.flatMap((one) => (one.fact === 'gcp-grant' ? [one.condition?.expression] : []))).toEqual([
      'a condition that cannot be read',
    ]);
    expect(told(text)).toEqual([expect.stringContaining('condition of a binding is a number, not an object')]);
  });

  it('names what stands in a list of accounts and is none', () => {
    const all = [
      { email: 'x@p-one.iam.gserviceaccount.com', etag: 'x', uniqueId: '1' },
      { email: ['y'], uniqueId: '2' },
      'z',
    ];
    expect(told(pretty(all), 'accounts.json')).toEqual([
      'error accounts.json:8 email of a service account is a list, not a text',
      'error accounts.json:13 a service account has no email',
    ]);
  });
});

describe('policies of a project and of what it stands under', () => {
  it('are each of what they say', () => {
    const policy = JSON.parse(POLICY) as unknown;
    const text = JSON.stringify([
      { id: 'acme-ml', policy, type: 'project' },
      { id: '987', policy, type: 'organization' },
    ]);
    const { facts } = readTexts(gcp, { 'ancestors.json': text }).estate;
    expect(
      facts.flatMap((one) => (one.fact === 'gcp-grant' ? [`${one.on.type} ${one.on.name} ${one.confidence}`] : [])),
    ).toEqual(['project acme-ml proved', 'organization 987 proved']);
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

describe('listings', () => {
  const listed = (thing: unknown): readonly string[] =>
    readTexts(gcp, { 'x.json': JSON.stringify([thing]) }).estate.facts.map((one) =>
      one.fact === 'gcp-resource'
        ? `${one.on.type} ${one.on.project ?? '-'} ${one.on.name} ${one.runsAs ?? '-'} ${one.parent?.name ?? '-'}`
        : one.fact,
    );
  const at = 'projects/acme-ml/locations/europe-west4';

  it.each([
    [{ kind: 'storage#bucket', name: 'models', projectNumber: '12' }, 'bucket 12 models - -'],
    [{ name: 'projects/acme-ml/secrets/hf', replication: {} }, 'secret acme-ml hf - -'],
    [{ name: `${at}/services/agent`, template: { serviceAccount: 'a@b.iam.gserviceaccount.com' } }, 'run-service acme-ml agent a@b.iam.gserviceaccount.com -'],
    [{ name: `${at}/instances/nb`, gceSetup: { serviceAccounts: [{ email: 'a@b' }] } }, 'notebook acme-ml nb a@b -'],
    [{ name: 'gpu', location: 'europe-west4', selfLink: `https://container.googleapis.com/v1/${at}/clusters/gpu`, nodeConfig: { serviceAccount: 'default' } }, 'cluster acme-ml gpu - -'],
    [{ name: 'folders/7', parent: 'organizations/9', displayName: 'ml' }, 'folder - 7 - 9'],
  ])('%j', (thing, want) => {
    expect(listed(thing)).toEqual([want]);
  }); // prettier-ignore

  it.each([
    [{ name: `${at}/services/agent` }],
    [{ name: 'gpu', selfLink: 'https://x/clusters/gpu', location: 'x' }],
    [{ kind: 'storage#bucket', name: 'a/b' }],
  ])(
    // prettier-ignore
    'not %j',
    (thing) => {
      expect(listed(thing)).toEqual([]);
    },
  );
});

describe('node pools of a cluster', () => {
  it('say which account and scopes they have, and whether pods have identities of their own', () => {
    const config = { serviceAccount: 'default', oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'] };
    const cluster = (more: object): object => ({
      name: 'ml',
      location: 'europe-west4',
      selfLink: 'https://container.googleapis.com/v1/projects/acme/locations/europe-west4/clusters/ml',
      ...more,
    });
    const told = (more: object): unknown =>
      readTexts(gcp, { 'clusters.json': JSON.stringify([cluster(more)]) }).estate.facts.map((one) =>
        one.fact === 'gcp-resource' ? [one.pools, one.podIdentities] : [],
      );
    const scopes = config.oauthScopes;
    expect(told({ nodePools: [{ name: 'p', config }] })).toEqual([[[{ scopes, metadata: 'node' }], false]]);
    const own = { ...config, serviceAccount: 'n@acme.iam.gserviceaccount.com', workloadMetadataConfig: { mode: 'GKE_METADATA' } };
    expect(told({ workloadIdentityConfig: { workloadPool: 'acme.svc.id.goog' }, nodePools: [{ config: own }] })).toEqual([
      [[{ account: own.serviceAccount, scopes, metadata: 'pods' }], true],
    ]);
    expect(told({ autopilot: { enabled: true }, nodePools: [{ config }] })).toEqual([[[{ scopes, metadata: 'pods' }], true]]);
  }); // prettier-ignore
});

describe('files that sign in', () => {
  const EMAIL = 'trainer@acme-ml.iam.gserviceaccount.com';
  const SECRET = ['MIIEvQIBADANBgkqhkiG9w0', 'BAQEFAASCBKcwggSjAgEA'].join('');
  const key = (privateKey = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`) => ({
    ...{ type: 'service_account', project_id: 'acme-ml', private_key_id: 'ab12', client_email: EMAIL },
    private_key: privateKey,
  });
  const read = (value: unknown) => readTexts(gcp, { 'notebooks/key.json': JSON.stringify(value, null, 2) });

  it('the key of a service account opens it, at its line, and is the same as in the list of keys', () => {
    const { estate, claimed } = read(key());
    const node = `gcp:ApiKey:acme-ml/${EMAIL}/ab12`;
    expect([...claimed]).toEqual(['notebooks/key.json']);
    expect(estate.facts).toMatchObject([
      { fact: 'credential', node, kind: 'gcp-key', cloud: 'gcp', where: 'file', evidence: [{ file: 'notebooks/key.json', line: 6 }] },
    ]);
    expect(estate.edges.map((one) => `${one.from} ${one.kind} ${one.to}`)).toEqual([
      `${node} OPENS gcp:ServiceAccount:acme-ml/${EMAIL}`,
    ]);
    expect(JSON.stringify(estate)).not.toContain(SECRET);
    const listed = { name: `projects/acme-ml/serviceAccounts/${EMAIL}/keys/ab12`, keyType: 'USER_MANAGED' };
    const list = readTexts(gcp, { 'keys.json': JSON.stringify([listed]) });
    expect(list.estate.nodes.map(({ id }) => id)).toContain(node);
  }); // prettier-ignore

  it('what a sign-in leaves of a person is a credential of nobody in particular', () => {
    const { estate } = read({ type: 'authorized_user', client_id: 'x.apps.googleusercontent.com', refresh_token: `1//0${SECRET}` });
    expect(estate.facts).toMatchObject([{ fact: 'credential', kind: 'gcp-key', where: 'file' }]);
    expect(estate.edges).toEqual([]);
    expect(JSON.stringify(estate)).not.toContain(SECRET);
  }); // prettier-ignore

  it.each([
    ['a placeholder', key('REPLACE_ME')],
    ['another type of file', { ...key(), type: 'external_account' }],
    ['a text that only speaks of one', { note: 'set "private_key" and type service_account' }],
  ])('tells nothing of %s', (_, value) => {
    expect(read(value).estate.facts).toEqual([]);
  });
});
