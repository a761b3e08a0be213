import { arnOf } from '../../../../cloud/stack/arns.ts';
import type { IdentityDraft } from '../../../../cloud/stack/drafts.ts';
import { policyOf, unsure } from '../../../../cloud/stack/policies.ts';
import type { AwsStatement } from '../../../../model/aws-policy.ts';
import type { Block } from '../block.ts';
import type { View } from '../view.ts';

/** A role that a module creates. */
export interface ModuleRole {
  readonly name: string;
  readonly path?: string | undefined;
  readonly trust: readonly AwsStatement[];
  readonly boundary?: string | undefined;
}

export const roleArn = (block: Block, name: string, path: string | undefined): string | undefined =>
  arnOf('iam/role', name, block.piece, path);

export function tellRole(block: Block, { name, path, trust, boundary }: ModuleRole): IdentityDraft {
  const { stack, piece } = block;
  const draft = stack.identity('role', name, piece, path);
  draft.trust = unsure(policyOf('trust', trust, piece.evidence), piece.uncertain);
  draft.tags = block.tags();
  if (boundary !== undefined) draft.boundary = boundary;
  return draft;
}

/** Policies by ARN: a map or list of them. */
export function attachAll(block: Block, draft: IdentityDraft, from: View | undefined): void {
  if (from === undefined) return;
  const listed = from.entries().map(([, value]) => value);
  for (const one of listed.length > 0 ? listed : from.each()) attachOne(block, draft, one);
}

export function attachOne(block: Block, draft: IdentityDraft, at: View): void {
  const arn = at.text();
  if (arn?.startsWith('arn:')) draft.attached.set(arn, at.evidence);
  else if (arn !== undefined) {
    draft.unresolved.add(`the policy ${arn} is not known`);
    block.note(`a policy is attached that is not known: ${arn}`, at.evidence.line, at.evidence.file);
  }
}
