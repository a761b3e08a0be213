import { tellAwsResource } from '../tell/aws.ts';
import type { AwsPolicy } from '../../model/aws-policy.ts';
import type { EstateBuilder } from '../../model/builder.ts';
import type { ResourceDraft } from './drafts.ts';
import { environmentOf } from './tell-identity.ts';

export function tellResource(estate: EstateBuilder, draft: ResourceDraft): void {
  const { service, type, account, arn, evidence, tags, role, code, kmsKey, publicBlocked, metadata } = draft;
  const { cluster, unresolved } = draft;
  const policy = together(draft.policies);
  tellAwsResource(estate, {
    service,
    type,
    account,
    arn,
    ...(policy === undefined ? {} : { policy }),
    ...(role === undefined ? {} : { role }),
    ...(code === undefined ? {} : { code }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
    ...(publicBlocked === undefined ? {} : { publicBlocked }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(unresolved === undefined ? {} : { unresolved }),
    tags,
    environment: environmentOf(draft.environment, tags, arn),
    evidence,
    confidence: draft.uncertain ? 'possible' : 'configured',
  });
}

/** A resource has one policy; its statements may have been written in several places. */
function together(policies: readonly AwsPolicy[]): AwsPolicy | undefined {
  const [first, ...rest] = policies;
  if (first === undefined || rest.length === 0) return first;
  return { ...first, statements: policies.flatMap((one) => one.statements) };
}
