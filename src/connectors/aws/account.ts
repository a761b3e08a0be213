import { hole } from '../../model/hole.ts';
import type { Answer } from './answer.ts';

/** The account of an ARN: twelve digits, or undefined for what is of nobody or of AWS. */
export const accountIn = (arn: string): string | undefined =>
  /^arn:aws[a-z-]{0,10}:[^:]{0,60}:[^:]{0,60}:(\d{12}):/u.exec(arn)?.[1];

/** Whose thing it is: as its ARN says, else as recorded, else named after where the file stands. */
export function accountOf(arn: string, { account, realm }: Pick<Answer, 'account' | 'realm'>): string {
  const known = accountIn(arn) ?? account ?? (/^\d{12}$/u.test(realm) ? realm : undefined);
  return known ?? hole(realm === 'default' ? 'account' : `account of ${realm}`);
}
