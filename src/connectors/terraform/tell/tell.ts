import { AwsStack } from '../../../cloud/stack/stack.ts';
import type { Written } from '../../../cloud/tell/written.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import type { ScanContext } from '../../port.ts';
import type { TerraformRoot } from '../resource.ts';
import type { Block, Telling } from './block.ts';
import { AZURE } from './families/azure.ts';
import { EKS } from './families/eks.ts';
import { tellGrant } from './families/gcp-grants.ts';
import { GCP } from './families/gcp.ts';
import { IAM } from './families/iam.ts';
import { KUBERNETES } from './families/kubernetes.ts';
import {
  POLICIES,
  tellEncryption,
  tellPermission,
  tellPolicy,
  tellPublicAccess,
} from './families/resource-policies.ts';
import { tellServiceAccount } from './families/service-accounts.ts';
import { kindOf, tellThing } from './families/things.ts';
import { Filler } from './filler.ts';
import { moduleOf } from './modules/catalogue.ts';

const OTHER: Readonly<Record<string, (block: Block) => void>> = {
  ...IAM,
  ...EKS,
  ...GCP,
  ...AZURE,
  ...KUBERNETES,
  aws_lambda_permission: tellPermission,
  aws_s3_bucket_public_access_block: tellPublicAccess,
  aws_s3_bucket_server_side_encryption_configuration: tellEncryption,
  kubernetes_service_account: tellServiceAccount,
  kubernetes_service_account_v1: tellServiceAccount,
};

/** Tells the estate what the resources of one deployment are and hold; how many things it told. */
export function tellResources(root: TerraformRoot, context: ScanContext, written: Written): number {
  const stack = new AwsStack(context.estate, context.digest, written);
  const filler = new Filler(root.resources, tellingOf(root, context, stack));
  for (const block of filler.blocks) tell(block);
  return stack.finish();
}

function tell(block: Block): void {
  const { type, mode } = block.resource;
  if (mode === 'module') moduleOf(type)?.tell(block);
  if (mode !== 'managed') return;
  const other = Object.hasOwn(OTHER, type) ? OTHER[type] : undefined;
  const policy = Object.hasOwn(POLICIES, type) ? POLICIES[type] : undefined;
  const kind = kindOf(type);
  if (other) other(block);
  else if (policy) tellPolicy(block, policy);
  else if (kind) tellThing(block, kind);
  else if (type.startsWith('google_')) tellGrant(block);
}

function tellingOf(root: TerraformRoot, context: ScanContext, stack: AwsStack): Telling {
  const { realm, environment, path } = context.standing(root.file);
  const named = [root.variables?.split('/').at(-1), root.folder.split('/').slice(-2).join('/')];
  const inName = named.map((name) => (name === undefined ? undefined : environmentInName(name)));
  return {
    stack,
    realm,
    environment: environment === 'unknown' ? (inName[0] ?? inName[1] ?? 'unknown') : environment,
    // A folder is one deployment, but for files of variables, plans and states, of which each is one.
    deployment:
      (root.variables === undefined && root.folder !== root.file.path ? path.slice(0, -1) : path).join('/') || '.',
  };
}
