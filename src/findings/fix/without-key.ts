import { parseId, type NodeId } from '../../model/id.ts';
import { document } from './yaml.ts';

export type Cloud = 'aws' | 'gcp' | 'azure';

/** How something has short-lived credentials of the cloud where it runs. `instead` ends a sentence that its users begin. */
interface Shorter {
  readonly users: string;
  readonly instead: string;
  readonly fix: { readonly why: string; readonly text: string };
}

const ANNOTATION: Readonly<Record<Cloud, readonly [string, string]>> = {
  aws: ['eks.amazonaws.com/role-arn', 'arn:aws:iam::ACCOUNT:role/ROLE'],
  gcp: ['iam.gke.io/gcp-service-account', 'NAME@PROJECT.iam.gserviceaccount.com'],
  azure: ['azure.workload.identity/client-id', 'CLIENT-ID'],
};

export function withoutKey(
  node: NodeId,
  cloud: Cloud,
  { users, account }: { readonly users: string; readonly account: NodeId | undefined },
): Shorter {
  const source = parseId(node)?.source;
  if (source === 'github') return inPipeline(GITHUB[cloud]);
  if (source === 'gitlab') return inPipeline(`${GITLAB}${GITLAB_LOGIN[cloud]}`);
  if (source !== 'k8s') return onMachine(cloud);
  const [annotation, value] = ANNOTATION[cloud];
  return {
    users: users === '' ? 'No pod that was read uses it,' : `${users} uses it`,
    instead: `although the cluster can exchange its own tokens for short ones`,
    fix: {
      why: 'Federate the service account to a role of the cloud and delete the key; the names in capitals are yours.',
      text: document({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account?.split('/').at(-1) ?? 'NAME', annotations: { [annotation]: value } },
      }),
    },
  };
}

const inPipeline = (text: string): Shorter => ({
  users: 'Everybody who reads the file has it,',
  instead: 'although each run can exchange a token of its own for a short one',
  fix: {
    why: 'Let the run sign in with its own token (OpenID Connect), trust that repository and branch alone, and delete the key; the names in capitals are yours.',
    text,
  },
});

const ID_TOKEN = 'permissions:\n  contents: read\n  id-token: write\nsteps:\n';
const GITHUB: Readonly<Record<Cloud, string>> = {
  aws: `${ID_TOKEN}  - uses: aws-actions/configure-aws-credentials@COMMIT\n    with:\n      role-to-assume: arn:aws:iam::ACCOUNT:role/ROLE\n      aws-region: REGION\n`,
  gcp: `${ID_TOKEN}  - uses: google-github-actions/auth@COMMIT\n    with:\n      workload_identity_provider: projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER\n      service_account: NAME@PROJECT.iam.gserviceaccount.com\n`,
  azure: `${ID_TOKEN}  - uses: azure/login@COMMIT\n    with:\n      client-id: CLIENT-ID\n      tenant-id: TENANT-ID\n      subscription-id: SUBSCRIPTION-ID\n`,
};

const GITLAB = 'id_tokens:\n  CLOUD_TOKEN:\n    aud: AUDIENCE\nbefore_script:\n';
const GITLAB_LOGIN: Readonly<Record<Cloud, string>> = {
  aws: '  - printenv CLOUD_TOKEN > /tmp/token\n  - export AWS_ROLE_ARN=arn:aws:iam::ACCOUNT:role/ROLE AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token\n',
  gcp: '  - printenv CLOUD_TOKEN > /tmp/token\n  - gcloud iam workload-identity-pools create-cred-config PROVIDER --service-account NAME@PROJECT.iam.gserviceaccount.com --credential-source-file /tmp/token --output-file /tmp/credentials.json\n',
  azure: '  - az login --service-principal --username CLIENT-ID --tenant TENANT-ID --federated-token "$CLOUD_TOKEN"\n',
};

const MACHINE: Readonly<Record<Cloud, string>> = {
  aws: '# on EC2 and ECS: a role of the machine, and no AWS_* variables\naws ec2 associate-iam-instance-profile --instance-id INSTANCE --iam-instance-profile Name=PROFILE\n# elsewhere: IAM Roles Anywhere as credential_process of ~/.aws/config, which stays on the machine\n',
  gcp: '# on Compute Engine: a service account of the machine, and no key file\ngcloud compute instances set-service-account INSTANCE --service-account NAME@PROJECT.iam.gserviceaccount.com --scopes cloud-platform\n# elsewhere: Workload Identity Federation, with a configuration whose credential_source is a token of the machine\n',
  azure:
    '# on a virtual machine: a managed identity, and no AZURE_* variables\naz vm identity assign --resource-group GROUP --name MACHINE\n# elsewhere: az login of the person who works there, for as long as the session lasts\n',
};

const onMachine = (cloud: Cloud): Shorter => ({
  users: 'Everybody who reads the file has it,',
  instead: 'although the machine that it runs on can have an identity of its own',
  fix: {
    why: 'Give the machine a role of the cloud, let the libraries find it there, and delete the key; the names in capitals are yours.',
    text: MACHINE[cloud],
  },
});
