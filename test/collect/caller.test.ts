import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeAws } from '../fakes/aws.ts';
import { ASSIGNMENTS, environmentOf as azureEnvironment, fakeAzure } from '../fakes/azure.ts';
import { credentialsOf, environmentOf as gcpEnvironment, fakeGcp, PROJECT } from '../fakes/gcp.ts';
import { fakeGithub, OTHER_TOKEN, TOKEN } from '../fakes/github.ts';
import { fakeKubernetes, OTHER_TOKEN as OTHER_BEARER, TOKEN as BEARER } from '../fakes/kubernetes.ts';
import { builtProgram } from '../sessions/build.ts';
import { killAt, start } from './run.ts';

/** A live source, and the same asked by somebody else. */
interface Case {
  readonly fake: { readonly calls: string[]; hang: string | undefined; readonly close: () => Promise<unknown> };
  /** Answered in the first run, and the call in which it is killed. */
  readonly first: string;
  readonly killed: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Signs in as another; what of the environment is different then. */
  readonly another: () => Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

const SOURCES: Readonly<Record<string, (home: string) => Promise<Case>>> = {
  aws: async () => {
    const fake = await fakeAws();
    const DETAILS = 'iam:GetAccountAuthorizationDetails';
    return {
      fake, first: DETAILS, killed: `${DETAILS} m1`, args: ['--collect-region', 'eu-west-1'],
      env: {
        AWS_ACCESS_KEY_ID: 'AKIATESTTESTTESTTEST', AWS_SECRET_ACCESS_KEY: 'never-to-be-written', AWS_REGION: 'eu-west-1',
        AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: fake.url,
      },
      another: () => ((fake.user = 'AIDA2'), {}),
      secrets: ['AIDA1', 'AKIATESTTESTTESTTEST'],
    };
  },
  azure: async () => {
    const fake = await fakeAzure();
    return {
      fake, first: ASSIGNMENTS, killed: `${ASSIGNMENTS} page2`, args: [], env: azureEnvironment(fake),
      another: () => ((fake.door.caller = 'another'), {}),
      secrets: ['never-to-be', 'eyJ'],
    };
  },
  gcp: async (home) => {
    const fake = await fakeGcp();
    const LIST = `iam GET /v1/projects/${PROJECT}/serviceAccounts`;
    writeFileSync(join(home, 'subject'), 'subject-token-never-to-be-written');
    writeFileSync(join(home, 'credentials.json'), JSON.stringify(credentialsOf(fake, join(home, 'subject'))));
    return {
      fake, first: LIST, killed: `${LIST} p2`, args: ['--collect-region', 'europe-west4'],
      env: { ...gcpEnvironment(fake), GOOGLE_APPLICATION_CREDENTIALS: join(home, 'credentials.json'), GOOGLE_CLOUD_PROJECT: PROJECT },
      another: () => (writeFileSync(join(home, 'subject'), 'subject-token-of-another'), {}),
      secrets: ['never-to-be', 'subject-token'],
    };
  },
  k8s: async (home) => {
    const fake = await fakeKubernetes();
    writeFileSync(join(home, 'kubeconfig'), fake.kubeconfig);
    return {
      fake, first: '/api/v1/pods', killed: '/api/v1/pods&continue=2', args: [], env: { KUBECONFIG: join(home, 'kubeconfig') },
      another: () => (writeFileSync(join(home, 'kubeconfig'), fake.kubeconfig.replaceAll(BEARER, OTHER_BEARER)), {}),
      secrets: [BEARER],
    };
  },
  github: async () => {
    const fake = await fakeGithub();
    return {
      fake, first: '/orgs/acme', killed: '/repos/acme/models/actions/secrets?page=2', args: ['--collect-org', 'acme'],
      env: { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: fake.url },
      another: () => ({ GITHUB_TOKEN: OTHER_TOKEN }),
      secrets: [TOKEN],
    };
  },
}; // prettier-ignore

let root = '';

beforeAll(() => {
  builtProgram();
  root = mkdtempSync(join(tmpdir(), 'writ-collect-caller-'));
}, 400_000);
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a collection that was killed', () => {
  it.each(Object.entries(SOURCES))(
    'of %s is not continued by another caller, who is told',
    async (source, signedIn) => {
      const home = mkdtempSync(join(root, 'run-'));
      const { fake, first, killed, args, env, another, secrets } = await signedIn(home);
      try {
        const run = (more: Readonly<Record<string, string>>): ReturnType<typeof start> =>
          start(home, ['--collect', source, ...args], { ...env, ...more });
        fake.hang = killed;
        const before = run({});
        await killAt(before.child, before.done, fake.calls, killed);
        const journal = readFileSync(join(home, `out/.collect-${source}.jsonl`), 'utf8');
        for (const secret of secrets) expect(journal).not.toContain(secret);
        fake.hang = undefined;
        fake.calls.length = 0;
        const { stderr } = await run(another()).done;
        expect(fake.calls.filter((one) => one.split('?')[0] === first)).not.toEqual([]);
        expect(stderr).toContain('all asked again: the run before was of another caller');
      } finally {
        await fake.close();
      }
    },
  );
});
