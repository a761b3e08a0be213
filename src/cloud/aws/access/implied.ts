import type { EstateNode } from '../../../model/estate.ts';
import { printHoles } from '../../../model/hole.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import { AWS_KINDS } from '../../tell/aws-kinds.ts';
import { awsResourceId } from '../../tell/aws.ts';
import type { ThingRow } from '../data/rights.ts';
import type { Deriving } from '../deriving.ts';
import { accountOfArn } from '../world/principals.ts';
import type { AwsAccount } from '../world/types.ts';

/** Everything of a kind that an account has and no file lists. */
export function anyThing(
  { estate }: Deriving,
  { type, word }: ThingRow,
  account: AwsAccount,
  evidence: readonly Evidence[],
): NodeId {
  const known = AWS_KINDS[type];
  const realm = printHoles(account.id);
  const id = nodeId('aws', known?.word ?? type.replace('/', '-'), realm, '*');
  if (estate.has(id)) return id;
  const called = { name: `every one of the ${word} of account ${realm}`, stake: `${word} of account ${realm}` };
  return estate.node(impliedNode(id, type, realm, called, evidence));
}

function impliedNode(
  id: NodeId,
  type: string,
  realm: string,
  called: { readonly name: string; readonly stake: string },
  evidence: readonly Evidence[],
): EstateNode {
  const jewel = AWS_KINDS[type]?.jewel;
  return {
    id,
    kind: kindOf(type),
    name: called.name,
    realm,
    environment: 'unknown',
    evidence,
    implied: true,
    ...(jewel ? { jewel: { tier: jewel.tier, name: called.stake, confidence: 'possible', reason: jewel.reason } } : {}),
  };
}

/** A thing that only policies name. */
export function namedThing(
  { estate }: Deriving,
  row: ThingRow,
  arn: string,
  account: string,
  evidence: readonly Evidence[],
): NodeId {
  const id = idOf(row, { id: account }, arn);
  if (estate.has(id)) return id;
  const { type } = row;
  const name = printHoles(
    arn
      .split(':')
      .slice(5)
      .join(':')
      .replace(/^[a-z-]{1,40}[:/](?=.)/u, ''),
  );
  const called = { name, stake: `${AWS_KINDS[type]?.jewel?.what ?? ''} ${name}` };
  return estate.node(impliedNode(id, type, printHoles(account), called, evidence));
}

export function idOf({ type }: ThingRow, { id }: Pick<AwsAccount, 'id'>, arn: string): NodeId {
  const [service = '', kind = ''] = type.split('/');
  return awsResourceId(service, kind, accountOfArn(arn) ?? id, arn);
}

const kindOf = (type: string): NodeKind => AWS_KINDS[type]?.kind ?? 'DataStore';
