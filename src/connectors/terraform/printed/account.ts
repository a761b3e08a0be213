import type { Entry } from '../../../documents/entry.ts';
import { hole } from '../../../model/hole.ts';
import { Mapping, type Val } from '../resolve/value.ts';

/** The one account that the ARNs of the printed things name. */
export function accountIn(values: readonly Val[]): string | undefined {
  const found = new Set<string>();
  for (const { data } of values) {
    const arn = data instanceof Mapping ? data.entries.get('arn')?.value.data : undefined;
    const account =
      typeof arn === 'string' ? /^arn:[a-z-]{3,20}:[^:]{1,60}:[^:]{0,60}:(\d{12}):/u.exec(arn)?.[1] : undefined;
    if (account !== undefined) found.add(account);
  }
  const [only, more] = found;
  return more === undefined ? only : undefined;
}

export const accountHole = (realm: string): string => hole(realm === 'default' ? 'account' : `account of ${realm}`);

/** The region of the default provider of a plan, where it is a literal. */
export const regionIn = (root: Entry): string | undefined =>
  root.text('configuration', 'provider_config', 'aws', 'expressions', 'region', 'constant_value');
