import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parsePolicyFile } from '../iam/parse/file.ts';
import type { AwsIdentityFact } from '../model/aws-facts.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { hole } from '../model/hole.ts';
import { usage } from './usage.ts';

/** AWS takes 20,480 characters at most, blanks not counted. */
const LARGEST = 1 << 20;

/** Whoever has the policy of a file and no other, in the account of what is asked about. */
export function holderOf(
  cwd: string,
  file: string,
  account = hole('account'),
): { readonly holder?: AwsIdentityFact; readonly problems: readonly Diagnostic[] } {
  const evidence = { file, line: 1 };
  const { policy, problems } = parsePolicyFile(file, textOf(resolve(cwd, file), file));
  if (!policy) return { problems };
  if (policy.statements.some(({ principals, notPrincipals }) => principals ?? notPrincipals))
    throw usage(
      `${file} is the policy of a resource: it says who may`,
      'Scan it together with the resource, and ask `writ who-can`.',
    );
  const arn = `arn:aws:iam::${account}:role/${hole('whoever has the policy')}`;
  const holder: AwsIdentityFact = {
    fact: 'aws-identity', node: 'aws:Role:asked/whoever', type: 'role', account, arn, name: 'whoever has the policy', inline: [policy], attached: [],
    groups: [], tags: {}, instanceProfiles: [], serviceLinked: false, unresolved: [], evidence: [evidence], confidence: 'configured',
  }; // prettier-ignore
  return { holder, problems };
}

function textOf(path: string, asked: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw usage(`${asked} is no file`, 'Give a file with one policy document in JSON.');
  if (found.size > LARGEST) throw usage(`${asked} has ${found.size} bytes`, 'A policy of AWS has 20,480 at most.');
  return readFileSync(path, 'utf8');
}
