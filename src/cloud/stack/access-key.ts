import { awsIdentityId } from '../tell/aws.ts';
import { printHoles } from '../../model/hole.ts';
import { nodeId } from '../../model/id.ts';
import type { Piece } from './drafts.ts';
import { environmentOf } from './tell-identity.ts';
import type { AwsStack } from './stack.ts';

/** An access key of a user (IAM user guide, "Manage access keys"): it never ends by itself. `label` tells it from the user's others. */
export function tellAccessKey(stack: AwsStack, user: string, label: string, piece: Piece): boolean {
  const owner = stack.identityAt('user', user, piece);
  if (!owner) return false;
  const { estate } = stack;
  const account = printHoles(owner.account);
  const name = printHoles(owner.name);
  const node = nodeId('aws', 'AccessKey', account, name, label);
  const evidence = [piece.evidence];
  const environment = environmentOf(owner.environment, owner.tags, owner.name);
  const possible = piece.uncertain !== undefined;
  estate.node({ id: node, kind: 'ApiKey', name: label, realm: account, environment, evidence });
  estate.edge({
    kind: 'OPENS',
    from: node,
    to: awsIdentityId('user', owner.account, owner.arn),
    confidence: possible ? 'possible' : 'configured',
    ...(piece.uncertain === undefined ? {} : { precondition: piece.uncertain }),
    evidence,
  });
  const what = `access key of ${name}`;
  estate.fact({
    fact: 'lifetime',
    node,
    what,
    expires: null,
    evidence,
    confidence: possible ? 'possible' : 'configured',
  });
  stack.count();
  return true;
}
