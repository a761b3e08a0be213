import { awsIdentityId } from '../../../cloud/tell/aws.ts';
import type { Entry } from '../../../documents/entry.ts';
import { credentialKey } from '../../../model/keys.ts';
import type { ScanContext } from '../../port.ts';
import { printHoles } from '../../../model/hole.ts';
import { nodeId } from '../../../model/id.ts';
import { accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';

/** Access keys of users: `ListAccessKeys` (IAM API reference). A key never ends by itself. */
export function readKeys(context: ScanContext, answer: Answer, users: ReadonlyMap<string, string>): number {
  if (answer.operation !== 'iam:ListAccessKeys') return 0;
  const rows = answer.output.items('AccessKeyMetadata');
  for (const row of rows) tellKey(context, answer, row, users);
  return rows.length;
}

function tellKey(
  { estate, digest }: ScanContext,
  answer: Answer,
  row: Entry,
  users: ReadonlyMap<string, string>,
): void {
  const [id, user] = [row.text('AccessKeyId'), row.text('UserName')];
  if (id === undefined || user === undefined || row.text('Status') === 'Inactive') return;
  const account = accountOf('', answer);
  const arn = users.get(`${account}/${user}`) ?? `arn:aws:iam::${account}:user/${user}`;
  const owner = awsIdentityId('user', account, arn);
  const node = nodeId('aws', 'AccessKey', printHoles(account), user, id);
  const evidence = [row.evidence];
  const created = row.text('CreateDate')?.slice(0, 10);
  const place = { realm: printHoles(account), environment: answer.environment, evidence };
  estate.node({ id: node, kind: 'ApiKey', name: id, ...place });
  // Who writes a key down writes its id with it.
  estate.known(node, credentialKey(digest.of(id)));
  estate.node({ id: owner, kind: 'CloudUser', name: user, ...place, implied: true });
  estate.edge({ kind: 'OPENS', from: node, to: owner, confidence: 'configured', evidence });
  estate.fact({
    fact: 'lifetime',
    node,
    what: `access key of ${user}`,
    ...(created === undefined ? {} : { created }),
    expires: null,
    evidence,
    confidence: 'configured',
  });
}
