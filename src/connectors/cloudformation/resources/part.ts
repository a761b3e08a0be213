import type { AwsStack } from '../../../cloud/stack/stack.ts';
import type { Piece } from '../../../cloud/stack/drafts.ts';
import { unsure } from '../../../cloud/stack/policies.ts';
import type { Entry } from '../../../documents/entry.ts';
import { parsePolicy } from '../../../iam/parse/policy.ts';
import type { AwsPolicy } from '../../../model/aws-policy.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';

/** One resource of a template, evaluated. */
export interface Part {
  readonly logical: string;
  readonly type: string;
  /** Its properties; an empty map where it has none. */
  readonly props: Entry;
  readonly piece: Piece;
  readonly stack: AwsStack;
  readonly evaluator: Evaluator;
  readonly file: string;
  /** The realm of the file: of Kubernetes things that it names. */
  readonly realm: string;
}

/** The policy at an entry. Statements under a condition that is not known may not hold. */
export function policyAt(part: Part, entry: Entry | undefined, name: string): AwsPolicy | undefined {
  if (entry === undefined || entry.value === null || entry.value === '') return undefined;
  const { policy, problems } = parsePolicy(entry, name);
  part.stack.estate.diagnostic(...problems);
  const { uncertain } = part.evaluator;
  const statements = policy.statements.map((one) => {
    const line = 'line' in one.evidence ? one.evidence.line : 0;
    const reason = uncertain.get(line);
    return reason === undefined || one.uncertain !== undefined ? one : { ...one, uncertain: reason };
  });
  return unsure({ ...policy, statements }, part.piece.uncertain);
}

/** Something that a reader of the template cannot know. */
export function notResolved(part: Part, message: string, line: number): void {
  part.stack.estate.diagnostic(diagnostic('not-resolved', `${part.logical}: ${message}`, part.file, line));
}

/** `[{Key, Value}]`, or a map as some types take. */
export function tagsAt(entry: Entry | undefined): Readonly<Record<string, string>> {
  const listed = entry?.items().flatMap((one): [string, string][] => {
    const key = one.text('Key');
    return key === undefined ? [] : [[key, one.text('Value') ?? '']];
  });
  const mapped = entry?.entries().map(([key, value]): [string, string] => [key, value.text() ?? '']);
  return Object.fromEntries([...(listed ?? []), ...(mapped ?? [])]);
}
