import type { Rule } from './rule.ts';
import { authorityNotWritten } from './rules/authority-not-written.ts';
import { boundaryModifiable } from './rules/boundary-modifiable.ts';
import { broadConsent } from './rules/broad-consent.ts';
import { chosenAccount } from './rules/chosen-account.ts';
import { ciTrustTooWide } from './rules/ci-trust-too-wide.ts';
import { clusterAdminWorkload } from './rules/cluster-admin-workload.ts';
import { clusterWideSecrets } from './rules/cluster-wide-secrets.ts';
import { copiedWorkload } from './rules/copied-workload.ts';
import { danglingBinding } from './rules/dangling-binding.ts';
import { danglingRole } from './rules/dangling-role.ts';
import { defaultCredential } from './rules/default-credential.ts';
import { deployerIsInfrastructureAdmin } from './rules/deployer-is-infrastructure-admin.ts';
import { dutiesNotSeparated } from './rules/duties-not-separated.ts';
import { endpointWithoutAuth } from './rules/endpoint-without-auth.ts';
import { exceptionExpired } from './rules/exception-expired.ts';
import { experimentReachesProduction } from './rules/experiment-reaches-production.ts';
import { externalAccountTrusted } from './rules/external-account-trusted.ts';
import { federationRefused } from './rules/federation-refused.ts';
import { gatewayMasksCallers } from './rules/gateway-masks-callers.ts';
import { guardBroken } from './rules/guard-broken.ts';
import { hostControl } from './rules/host-control.ts';
import { identitySharedByMany } from './rules/identity-shared-by-many.ts';
import { irsaTrustTooWide } from './rules/irsa-trust-too-wide.ts';
import { keyWithoutExpiry } from './rules/key-without-expiry.ts';
import { longLivedToken } from './rules/long-lived-token.ts';
import { manyFunctions } from './rules/many-functions.ts';
import { metadataReachable } from './rules/metadata-reachable.ts';
import { noDataScope } from './rules/no-data-scope.ts';
import { noEnvironment } from './rules/no-environment.ts';
import { noOwner } from './rules/no-owner.ts';
import { noPurpose } from './rules/no-purpose.ts';
import { noRotationPolicy } from './rules/no-rotation-policy.ts';
import { notebookReachesProduction } from './rules/notebook-reaches-production.ts';
import { openEgress } from './rules/open-egress.ts';
import { ownerDisputed } from './rules/owner-disputed.ts';
import { ownerGone } from './rules/owner-gone.ts';
import { personalCredential } from './rules/personal-credential.ts';
import { plainSecret } from './rules/plain-secret.ts';
import { privilegeEscalation } from './rules/privilege-escalation.ts';
import { privilegedGpu } from './rules/privileged-gpu.ts';
import { promotionWithoutApproval } from './rules/promotion-without-approval.ts';
import { publicResource } from './rules/public-resource.ts';
import { pullRequestTargetWithSecrets } from './rules/pull-request-target-with-secrets.ts';
import { remoteCode } from './rules/remote-code.ts';
import { remoteToolServerWithoutOauth } from './rules/remote-tool-server-without-oauth.ts';
import { reusedSecret } from './rules/reused-secret.ts';
import { selfEscalation } from './rules/self-escalation.ts';
import { sharedAcrossEnvironments } from './rules/shared-across-environments.ts';
import { staticCloudKey } from './rules/static-cloud-key.ts';
import { submitAsProduction } from './rules/submit-as-production.ts';
import { tokenPassthrough } from './rules/token-passthrough.ts';
import { toolServerUnpinned } from './rules/tool-server-unpinned.ts';
import { trustOfGoneRepository } from './rules/trust-of-gone-repository.ts';
import { trainingAndServing } from './rules/training-and-serving.ts';
import { unpinnedAction } from './rules/unpinned-action.ts';
import { unsafeModelWritable } from './rules/unsafe-model-writable.ts';
import { untrustedInputReachesTool } from './rules/untrusted-input-reaches-tool.ts';
import { wildcardCloudRight } from './rules/wildcard-cloud-right.ts';
import { wildcardRight } from './rules/wildcard-right.ts';
import { workloadGone } from './rules/workload-gone.ts';
import { workflowTokenWide } from './rules/workflow-token-wide.ts';

/** Every rule, in the order of the table of findings. */
export const RULES: readonly Rule[] = [
  sharedAcrossEnvironments, trainingAndServing, identitySharedByMany, notebookReachesProduction, personalCredential, staticCloudKey,
  longLivedToken, keyWithoutExpiry, noOwner, ownerDisputed, danglingBinding, danglingRole, ownerGone, workloadGone, trustOfGoneRepository, wildcardRight, wildcardCloudRight, clusterAdminWorkload, clusterWideSecrets, chosenAccount, selfEscalation, promotionWithoutApproval, deployerIsInfrastructureAdmin, ciTrustTooWide, irsaTrustTooWide, pullRequestTargetWithSecrets, workflowTokenWide, unpinnedAction, openEgress,
  metadataReachable, gatewayMasksCallers, endpointWithoutAuth, defaultCredential, plainSecret, reusedSecret, toolServerUnpinned, remoteToolServerWithoutOauth, untrustedInputReachesTool, tokenPassthrough, broadConsent, unsafeModelWritable, remoteCode,
  privilegedGpu, submitAsProduction, boundaryModifiable, noPurpose, noDataScope, noEnvironment, noRotationPolicy, manyFunctions, copiedWorkload, hostControl,
  authorityNotWritten, experimentReachesProduction, guardBroken, exceptionExpired,
  federationRefused, publicResource, privilegeEscalation, externalAccountTrusted, dutiesNotSeparated,
]; // prettier-ignore
