import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../model/builder.ts';
import type { FederationFact } from '../../model/aws-facts.ts';
import { hole } from '../../model/hole.ts';
import {
  gcpServiceAccountId,
  tellGcpGrant,
  tellGcpProvider,
  tellGcpResource,
  tellGcpServiceAccount,
} from '../tell/gcp.ts';
import { deriveGcp } from './derive.ts';

const AT = { environment: 'unknown', evidence: [{ file: 'a.json', line: 1 }], confidence: 'proved' } as const;
const SA = 'trainer@acme-ml.iam.gserviceaccount.com';
const account = gcpServiceAccountId(SA);

function estate(): EstateBuilder {
  const made = new EstateBuilder();
  tellGcpResource(made, { on: { type: 'project', name: 'acme-ml' }, number: '123', policy: true, ...AT });
  tellGcpServiceAccount(made, { email: SA, project: 'acme-ml', ...AT });
  return made;
}
const grant = (made: EstateBuilder, role: string, members: string[], more: object = {}): unknown =>
  tellGcpGrant(made, { on: { type: 'project', name: 'acme-ml' }, role, members, ...AT, ...more });

function edges(made: EstateBuilder): readonly string[] {
  deriveGcp(made);
  return made
    .build()
    .edges.map(
      (one) =>
        `${one.from} ${one.kind} ${one.to} ${one.confidence}${one.precondition ? ` if ${one.precondition}` : ''}`,
    );
}
const into = (all: readonly string[], to: string, kind: string): readonly string[] =>
  all.filter((one) => one.includes(` ${kind} ${to} `));

describe('rights in Google Cloud', () => {
  it('an owner administers the project, which controls what is in it', () => {
    const made = estate();
    grant(made, 'roles/owner', ['user:ada@acme.test']);
    const all = edges(made);
    expect(all).toContain(
      'google:User:acme.test/ada@acme.test HAS_PERMISSION_SET gcp:Grant:acme-ml/project/acme-ml/roles%2Fowner proved',
    );
    expect(into(all, 'gcp:Project:acme-ml', 'ACCOUNT_ADMIN')).toHaveLength(1);
    expect(all).toContain(`gcp:Project:acme-ml CONTROLS ${account} configured`);
  });

  it('actAs alone is nothing where the whole policy of the project is known, with a right to run code it is the account', () => {
    const alone = estate();
    grant(alone, 'roles/iam.serviceAccountUser', ['user:bob@acme.test']);
    expect(into(edges(alone), account, 'PASS_ROLE_EXEC')).toEqual([]);
    const both = estate();
    grant(both, 'roles/iam.serviceAccountUser', ['user:bob@acme.test']);
    grant(both, 'roles/notebooks.admin', ['user:bob@acme.test', 'user:ada@acme.test']);
    expect(into(edges(both), account, 'PASS_ROLE_EXEC')).toEqual([
      `google:User:acme.test/bob@acme.test PASS_ROLE_EXEC ${account} proved`,
    ]);
  });

  it('a condition on time is a precondition, one on another bucket gives nothing', () => {
    const made = estate();
    tellGcpResource(made, { on: { type: 'bucket', name: 'models', project: 'acme-ml' }, ...AT });
    tellGcpResource(made, { on: { type: 'bucket', name: 'other', project: 'acme-ml' }, ...AT });
    grant(made, 'roles/storage.objectViewer', ['user:a@acme.test'], {
      condition: { expression: "resource.name.startsWith('projects/_/buckets/models/')" },
    });
    grant(made, 'roles/storage.objectViewer', ['user:b@acme.test'], {
      condition: { expression: "request.time < timestamp('2030-01-01T00:00:00Z')" },
    });
    const all = edges(made);
    const models = into(all, 'gcp:Bucket:models', 'DATA_ACCESS');
    expect(models.map((one) => one.replace(/^.*proved$/u, 'proved').replace(/^.* possible if /u, 'if '))).toEqual(
      expect.arrayContaining(['proved', "if request.time < timestamp('2030-01-01T00:00:00Z')"]),
    );
    expect(into(all, 'gcp:Bucket:other', 'DATA_ACCESS')).toHaveLength(1);
  });

  it('a role that is not in the table is possible by its name, a custom role by its permissions', () => {
    const made = estate();
    tellGcpResource(made, { on: { type: 'secret', name: 'hf', project: 'acme-ml' }, ...AT });
    grant(made, 'roles/secretmanager.futureAdmin', ['user:a@acme.test']);
    const doubtful = into(edges(made), 'gcp:Secret:acme-ml/hf', 'DATA_ACCESS');
    expect(doubtful).toHaveLength(1);
    expect(doubtful[0]).toContain('roles/secretmanager.futureAdmin, which is not in the table of');
  });
});

const SUBJECT = 'repo:acme/models:ref:refs/heads/main';
function ask(made: EstateBuilder, over: Partial<FederationFact> = {}): void {
  made.node({
    id: 'github:Workflow:acme/models/x',
    kind: 'Workflow',
    name: 'x',
    realm: 'acme',
    environment: 'unknown',
    evidence: AT.evidence,
  });
  made.fact({
    fact: 'federation', node: 'github:Workflow:acme/models/x', kind: 'GH_OIDC', to: account, target: SA,
    issuer: 'token.actions.githubusercontent.com', subjects: [SUBJECT], precondition: 'the other side admits it',
    evidence: [{ file: 'w.yml', line: 3 }], confidence: 'configured', ...over,
  }); // prettier-ignore
}
function pool(made: EstateBuilder, member: string, condition?: string): void {
  tellGcpProvider(made, {
    project: '123', pool: 'ci', provider: 'github', issuer: 'token.actions.githubusercontent.com', audiences: [],
    mapping: { 'google.subject': 'assertion.sub', 'attribute.repository': 'assertion.repository' },
    ...(condition === undefined ? {} : { condition }), ...AT,
  }); // prettier-ignore
  tellGcpResource(made, { on: { type: 'service-account', name: SA }, policy: true, ...AT });
  tellGcpGrant(made, {
    on: { type: 'service-account', name: SA },
    role: 'roles/iam.workloadIdentityUser',
    members: [member],
    ...AT,
  });
}
const POOL = '//iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/ci';

describe('federation with Google Cloud', () => {
  const verdict = (member: string, condition?: string, over: Partial<FederationFact> = {}): readonly string[] => {
    const made = estate();
    pool(made, member, condition);
    ask(made, over);
    const all = into(edges(made), account, 'GH_OIDC').map((one) =>
      one.slice(one.indexOf(account) + account.length + 1),
    );
    const refused = made
      .allFacts()
      .flatMap((one) => (one.fact === 'federation-refused' ? [`refused: ${one.because}`] : []));
    return [...all, ...refused];
  };

  it('a repository that the attribute names is admitted, and another is refused', () => {
    expect(
      verdict(`principalSet:${POOL}/attribute.repository/acme/models`, "assertion.repository_owner == 'acme'"),
    ).toEqual(['proved']);
    expect(verdict(`principalSet:${POOL}/attribute.repository/acme/other`)).toEqual([
      `refused: ${SUBJECT} asks for ${SA}; it admits attribute.repository acme/other of pool ci`,
    ]);
    expect(
      verdict(`principalSet:${POOL}/attribute.repository/acme/models`, "assertion.repository == 'acme/x'")[0],
    ).toContain('refused');
  });

  it('what the files do not know of the token, or more of the language than is read, is named', () => {
    const open = { subjects: [`repo:acme/models:ref:${hole('ref')}`] };
    expect(verdict(`principal:${POOL}/subject/${SUBJECT}`, undefined, open)).toEqual([
      'possible if {ref} is refs/heads/main',
    ]);
    expect(verdict(`principalSet:${POOL}/*`, "assertion.ref.matches('^refs/heads/.*')")).toEqual([
      "possible if assertion.ref.matches('^refs/heads/.*')",
    ]);
  });

  it('an account of a cluster is admitted if the cluster is of the pool', () => {
    const over = {
      kind: 'GKE_WI',
      issuer: 'container.googleapis.com/v1/projects/acme-ml/locations/x/clusters/c',
      subjects: ['system:serviceaccount:ml:trainer'],
    } as const;
    const made = estate();
    pool(made, 'serviceAccount:acme-ml.svc.id.goog[ml/trainer]');
    ask(made, over);
    expect(into(edges(made), account, 'GKE_WI')).toEqual([`github:Workflow:acme/models/x GKE_WI ${account} proved`]);
  });
});

describe('accounts of Google', () => {
  it('run builds and deployments, where a policy names them', () => {
    const made = new EstateBuilder();
    tellGcpResource(made, { on: { type: 'project', name: 'acme-ml' }, number: '123456789012', policy: true, ...AT });
    const build = '123456789012@cloudbuild.gserviceaccount.com';
    const deploy = '123456789012@cloudservices.gserviceaccount.com';
    grant(made, 'roles/editor', [`serviceAccount:${build}`, `serviceAccount:${deploy}`]);
    grant(made, 'roles/cloudbuild.builds.editor', ['user:bob@acme.test']);
    grant(made, 'roles/deploymentmanager.editor', ['user:eve@acme.test']);
    const all = edges(made).filter((one) => one.includes(' PASS_ROLE_EXEC '));
    const grantOf = (role: string): string => `gcp:Grant:acme-ml/project/acme-ml/roles%2F${role}`;
    expect(all).toContain(
      `${grantOf('cloudbuild.builds.editor')} PASS_ROLE_EXEC ${gcpServiceAccountId(build)} possible if builds that name no account run as it`,
    );
    expect(all).toContain(
      `${grantOf('deploymentmanager.editor')} PASS_ROLE_EXEC ${gcpServiceAccountId(deploy)} proved`,
    );
  });
});

describe('a condition on the time', () => {
  const until = (moment: string) => ({ condition: { title: 'until', expression: `request.time < timestamp('${moment}')` } });
  const admin = (more: object, day?: string): readonly string[] => {
    const made = estate();
    grant(made, 'roles/owner', ['user:ada@acme.test'], more);
    deriveGcp(made, day);
    const { edges: all, nodes } = made.build();
    const set = nodes.find(({ id }) => id.startsWith('gcp:Grant:'))?.name ?? '';
    return [set, ...all.filter(({ kind }) => kind === 'ACCOUNT_ADMIN').map((one) => one.precondition ?? one.confidence)];
  };

  it('that is over gives nothing, and says since when', () => {
    expect(admin(until('2024-01-01T00:00:00Z'), '2026-11-30')).toEqual(['roles/owner on project acme-ml (until, over since 2024-01-01)']);
    expect(admin(until('2026-11-30T12:00:00Z'), '2026-11-30')).toHaveLength(2);
    expect(admin(until('2024-01-01T00:00:00Z'))).toHaveLength(2);
  });

  it('that began before the day of the scan holds; one that is to begin waits', () => {
    const from = (moment: string) => ({ condition: { expression: `timestamp('${moment}') <= request.time` } });
    expect(admin(from('2024-01-01T00:00:00Z'), '2026-11-30').at(-1)).toBe('proved');
    expect(admin(from('2027-01-01T00:00:00Z'), '2026-11-30').at(-1)).toContain('request.time');
    const both = { condition: { expression: "request.time > timestamp('2020-01-01T00:00:00Z') && request.time < timestamp('2021-01-01T00:00:00Z')" } };
    expect(admin(both, '2026-11-30')).toHaveLength(1);
  });
}); // prettier-ignore

describe('what is granted to everybody in Google Cloud', () => {
  const BUCKET = { type: 'bucket', name: 'models', project: 'acme-ml' } as const;
  const told = (role: string, member: string, more: object = {}, bucket: object = {}): readonly unknown[] => {
    const made = estate();
    tellGcpResource(made, { on: BUCKET, ...bucket, ...AT });
    grant(made, role, [member, 'user:ada@acme.test'], { on: BUCKET, ...more });
    deriveGcp(made, '2026-12-01');
    return made
      .allFacts()
      .flatMap((one) =>
        one.fact === 'public-resource' ? [[one.to, one.actions, one.confidence, one.precondition]] : [],
      );
  };

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['to whoever asks', told('roles/storage.objectViewer', 'allUsers'), [['anonymous', ['storage.objects.get'], 'proved', undefined]]],
    ['to every account', told('roles/storage.objectAdmin', 'allAuthenticatedUsers'), [['any-google-account', ['storage.objects.create', 'storage.objects.get'], 'proved', undefined]]],
    ['by a role that opens nothing that is known', told('roles/browser', 'allUsers'), [['anonymous', ['roles/browser'], 'proved', undefined]]],
    ['under a condition', told('roles/storage.objectViewer', 'allUsers', { condition: { expression: 'request.host == "a"' } }), [['anonymous', ['storage.objects.get'], 'possible', "request.host == 'a'"]]],
    ['for a time that is over', told('roles/storage.objectViewer', 'allUsers', { condition: { expression: 'request.time < timestamp("2020-01-01T00:00:00Z")' } }), []],
    ['where public access is prevented', told('roles/storage.objectViewer', 'allUsers', {}, { publicBlocked: true }), []],
    ['to somebody by name', told('roles/storage.objectViewer', 'user:bob@acme.test'), []],
    ['to all of one domain', told('roles/storage.objectViewer', 'domain:acme.test'), []],
  ])('%s', (_, got, want) => {
    expect(got).toEqual(want);
  }); // prettier-ignore

  it('says how it is taken back', () => {
    const made = estate();
    grant(made, 'roles/viewer', ['allUsers']);
    deriveGcp(made);
    const [fact] = made.allFacts().filter(({ fact: kind }) => kind === 'public-resource');
    expect(fact).toMatchObject({
      node: 'gcp:Project:acme-ml',
      remedy: 'gcloud projects remove-iam-policy-binding acme-ml --member=allUsers --role=roles/viewer\n',
    });
  });
});

describe('pools that let in more pipelines than were meant', () => {
  const GITHUB = 'token.actions.githubusercontent.com';
  const MAPPING = { 'google.subject': 'assertion.sub', 'attribute.repository': 'assertion.repository', 'attribute.repository_owner': 'assertion.repository_owner' };
  const wide = (principal: string, provider: object = {}): readonly unknown[] => {
    const made = estate();
    const pool = { project: 'acme-ml', pool: 'ci', provider: 'gh', issuer: GITHUB, audiences: [], mapping: MAPPING };
    tellGcpProvider(made, { ...pool, ...provider, ...AT });
    const member = `principalSet://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/ci/${principal}`;
    grant(made, 'roles/iam.workloadIdentityUser', [member], { on: { type: 'service-account', name: SA, project: 'acme-ml' } });
    deriveGcp(made);
    return made.allFacts().flatMap((one) => (one.fact === 'wide-trust' ? [one.admits] : []));
  };

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['every identity of the pool, and no condition', wide('*'), ['anyone']],
    ['every identity of the pool, of one owner by the condition', wide('*', { condition: "assertion.repository_owner == 'acme'" }), []],
    ['a condition that says nothing', wide('*', { condition: "assertion.sub.startsWith('repo:')" }), ['anyone']],
    ['every repository of an owner', wide('attribute.repository_owner/acme'), ['organisation']],
    ['one repository, whatever its ref', wide('attribute.repository/acme/app'), ['repository']],
    ['one repository, of one ref by the condition', wide('attribute.repository/acme/app', { condition: "assertion.ref == 'refs/heads/main'" }), []],
    ['one subject', wide('subject/repo:acme/app:ref:refs/heads/main'), []],
    ['an issuer of one organisation alone', wide('*', { issuer: 'gitlab.acme.test' }), []],
    ['a provider that is off', wide('*', { disabled: true }), []],
  ])('%s', (_, got, want) => {
    expect(got).toEqual(want);
  });
}); // prettier-ignore
