import { arnOf, partitionOf } from '../../../cloud/stack/arns.ts';
import { hasHole, hole } from '../../../model/hole.ts';
import type { Block } from './block.ts';
import { KINDS } from './kinds.ts';
import { moduleOf } from './modules/catalogue.ts';

/** What an attribute of a resource, data source or module call will be, where that follows from its arguments; indices are left out of `name`. */
export function attributeOf(block: Block, name: string): string | undefined {
  const { type, mode } = block.resource;
  if (mode === 'module') return moduleOf(type)?.outputs(block)[name];
  const special = Object.hasOwn(SPECIAL, type) ? SPECIAL[type]?.(block, name) : undefined;
  if (special !== undefined) return special;
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind?.arn.includes(name) === true) return arnOfBlock(block);
  if (kind?.named.includes(name) === true) return nameOf(block);
  return undefined;
}

export function nameOf(block: Block): string {
  const kind = KINDS[block.resource.type];
  const known = [...(kind?.arn ?? []), ...(kind?.name === undefined ? (kind?.named ?? []) : [])].map((name) =>
    written(block, name),
  );
  const arn = known.find((text) => text?.startsWith('arn:'));
  if (kind?.name === undefined) {
    const id = known.find((text) => text !== undefined && !text.startsWith('arn:'));
    return id ?? arn?.split(/[:/]/u).at(-1) ?? block.made();
  }
  // A data source may know its thing by the ARN alone.
  return block.text(kind.name) === undefined && arn !== undefined
    ? (arn.split(/[:/]/u).at(-1) ?? arn)
    : block.named(kind.name, kind.prefix);
}

/** An argument or attribute of which all is known. */
function written(block: Block, name: string): string | undefined {
  const text = block.entry.text(name);
  return text === undefined || hasHole(text) ? undefined : text;
}

export function arnOfBlock(block: Block): string | undefined {
  const kind = KINDS[block.resource.type];
  if (kind === undefined) return undefined;
  const known = kind.arn.map((name) => written(block, name)).find((text) => text?.startsWith('arn:'));
  return known ?? arnOf(kind.kind, partOfArn(block, kind.kind), block.piece, block.text('path'));
}

/** What stands in the ARN: of an OIDC provider its issuer, of a secret its name with six characters that AWS adds. */
function partOfArn(block: Block, kind: string): string {
  if (kind === 'iam/oidc-provider') return issuer(block) ?? nameOf(block);
  return kind === 'secretsmanager/secret' ? `${nameOf(block)}-${suffixOf(block)}` : nameOf(block);
}

/** The six characters that AWS adds to the name of a secret: the same in whatever the resolver makes of its ARN. */
const suffixOf = (block: Block): string => block.made(' suffix');

const issuer = (block: Block): string | undefined => {
  const url = block.text('url');
  return url?.replace(/^https:\/\//u, '').replace(/\/+$/u, '');
};

/** Attributes that are neither name nor ARN. */
const SPECIAL: Readonly<Record<string, (block: Block, name: string) => string | undefined>> = {
  aws_caller_identity: ({ piece }, name) => (name === 'account_id' || name === 'id' ? piece.account : undefined),
  aws_partition: ({ piece }, name) =>
    name === 'partition' || name === 'id'
      ? partitionOf(piece.region)
      : name === 'dns_suffix'
        ? 'amazonaws.com'
        : undefined,
  aws_region: ({ piece }, name) =>
    ['name', 'id', 'region'].includes(name) ? (piece.region ?? hole('region')) : undefined,
  aws_eks_cluster: (block, name) => (name === 'identity.oidc.issuer' ? `https://${block.made(' issuer')}` : undefined),
  aws_iam_openid_connect_provider: (block, name) => (name === 'url' ? issuer(block) : undefined),
  aws_sqs_queue: (block, name) =>
    name === 'id' || name === 'url'
      ? `https://sqs.${block.piece.region ?? hole('region')}.amazonaws.com/${block.piece.account}/${nameOf(block)}`
      : undefined,
  aws_secretsmanager_secret: (block, name) => (name === 'suffix' ? suffixOf(block) : undefined),
  aws_kms_alias: (block, name) => (name === 'target_key_arn' ? block.text('target_key_id') : undefined),
};
