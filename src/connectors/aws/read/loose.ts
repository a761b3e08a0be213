import { tellAwsLoosePolicy } from '../../../cloud/tell/aws.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';
import { policyAt } from '../policy-at.ts';

/** No answer of an API: the document that `--policy-document file://...` sends, or that a query took out of an answer. */
export const POLICY_DOCUMENT = 'writ:PolicyDocument';

const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);
const VERSIONS: ReadonlySet<unknown> = new Set(['2012-10-17', '2008-10-17']);

/** The grammar of a policy and nothing besides (IAM user guide, "Grammar of the IAM JSON policy language"). Other systems write alike. */
export function isPolicy(root: Entry): boolean {
  const statements = root.itemsOrOne('Statement');
  return (
    root.entries().every(([key]) => ELEMENTS.has(key)) &&
    (VERSIONS.has(root.get('Version')?.value) || (!root.has('Version') && statements.some(namesAction))) &&
    statements.some((one) => /^(?:Allow|Deny)$/u.test(one.text('Effect') ?? ''))
  );
}

const namesAction = (statement: Entry): boolean =>
  ['Action', 'NotAction'].some((key) =>
    statement.itemsOrOne(key).some((one) => /^(?:\*|[a-z][\w-]{1,40}:[\w*?]{1,100})$/iu.test(one.text() ?? '')),
  );

export function readLoose(estate: EstateBuilder, answer: Answer): number {
  if (answer.operation !== POLICY_DOCUMENT) return 0;
  const { file, path, output, environment, realm } = answer;
  const of = output.itemsOrOne('Statement').some((one) => one.has('Principal') || one.has('NotPrincipal'));
  const trust = of && output.itemsOrOne('Statement').every((one) => !one.has('Resource') && !one.has('NotResource'));
  const kind = trust ? 'trust' : of ? 'resource' : 'identity';
  const policy = policyAt(estate, output, file.split('/').at(-1) ?? file, kind);
  if (!policy) return 0;
  const evidence = [output.evidence];
  tellAwsLoosePolicy(
    estate,
    { file, policy, account: accountOf('', answer), environment, evidence, confidence: 'configured' },
    realm,
    path,
  );
  return 1;
}
