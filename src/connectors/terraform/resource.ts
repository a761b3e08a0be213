import type { SourceFile } from '../../bytes/files.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Path } from '../../documents/path.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';

/**
 * One instance of a resource, a data source, or a call of a module that is not on disk, with everything evaluated. What could not be known is a
 * hole (src/model/hole.ts) named by what it stands for: `data.aws_vpc.main.id`, `var.token`, `module.eks.oidc_provider_arn`.
 */
export interface TerraformResource {
  /** As Terraform prints it: `module.a.aws_iam_role.x["k"]`, `data.aws_iam_policy_document.trust`, `module.irsa[0]`. Holes stand as `{name}`. */
  readonly address: string;
  /** The address of the module that it stands in: `module.a[0]`; '' in the root. */
  readonly module: string;
  readonly mode: 'managed' | 'data' | 'module';
  /** `aws_iam_role`; for a module its source, normalised: `terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks`. */
  readonly type: string;
  readonly name: string;
  /** The value of count.index or each.key. */
  readonly index?: string | number;
  /** The version constraint of a module call, as written. */
  readonly version?: string;
  /** Local name and alias of its provider: `aws`, `aws.ecr`. */
  readonly provider: string;
  /** Twelve digits, or a hole, of the AWS account that its provider works in. Also given for resources of other providers; it means nothing there. */
  readonly account: string;
  /** Region of the provider, where it is known. */
  readonly region?: string;
  /** Arguments by name. Nested blocks are lists of maps. Absent are arguments that are null. Strings, numbers and booleans as evaluated. */
  readonly entry: Entry;
  /** The object that a JSON text at this path holds, with a place for each of its values, where the text was built here or stands as a literal. */
  document(...path: Path): Entry | undefined;
  /** The line of the block. */
  readonly evidence: Evidence;
  readonly file: SourceFile;
  /** Why it may not be there, or not as often: count or for_each is not known, the variables of the deployment are a guess. */
  readonly uncertain?: string;
}

/** One deployment of a root module. */
export interface TerraformRoot {
  /** The printed path of its folder; of the file for a plan or state. */
  readonly folder: string;
  /** A file that stands for it: its standing gives realm and environment. The var file where the deployment has one. */
  readonly file: SourceFile;
  /** The printed path of the var file that is not loaded by itself (`prod.tfvars`), one deployment for each. */
  readonly variables?: string;
  /** In the order of addresses. */
  readonly resources: readonly TerraformResource[];
  readonly diagnostics: readonly Diagnostic[];
}
