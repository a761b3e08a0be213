import type { Entry } from '../../documents/entry.ts';
import type { AwsPrincipals } from '../../model/aws-policy.ts';
import { hasHole, printHoles, withoutHoles } from '../../model/hole.ts';
import type { Doubts } from './doubts.ts';
import type { Reading } from './reading.ts';
import { textsOf } from './texts.ts';

const FIELDS = new Map([
  ['AWS', 'aws'],
  ['Service', 'service'],
  ['Federated', 'federated'],
  ['CanonicalUser', 'canonical'],
] as const);
const NOBODY: AwsPrincipals = { aws: [], service: [], federated: [], canonical: [] };

/** The value of Principal or NotPrincipal (IAM user guide, "AWS JSON policy elements: Principal"). Undefined when the key is not there. */
export function principalsOf(
  statement: Entry,
  key: 'Principal' | 'NotPrincipal',
  reading: Reading,
  doubts: Doubts,
): AwsPrincipals | undefined {
  const entry = statement.get(key);
  if (entry === undefined) return undefined;
  if (typeof entry.value === 'string') return ofText(entry, entry.value, key, reading, doubts);
  const read: Record<keyof AwsPrincipals, readonly string[]> = { ...NOBODY };
  const fields = entry.entries();
  if (fields.length === 0) doubts.wrong(`${key} names nobody`, entry);
  for (const [type, one] of fields) {
    const field = FIELDS.get(type as 'AWS');
    if (field === undefined) doubts.wrong(`${key} has the unknown type ${JSON.stringify(type)}`, one);
    else read[field] = textsOf(entry, type, reading, doubts) ?? [];
  }
  for (const name of read.aws.filter((one) => one !== '*' && /[*?]/u.test(one)))
    reading.problems.add('malformed', `${key} names ${JSON.stringify(printHoles(name).slice(0, 200))}: a principal takes no wildcard in its name, so it is nobody`, entry); // prettier-ignore
  return read;
}

/** A text is only `*`; one with a hole may be that or anybody else. */
function ofText(entry: Entry, written: string, key: string, reading: Reading, doubts: Doubts): AwsPrincipals {
  const value = reading.outside ? withoutHoles(written) : written;
  if (value !== '*' && !hasHole(value)) doubts.wrong(`${key} is a text other than "*"`, entry);
  return { ...NOBODY, aws: [value] };
}
