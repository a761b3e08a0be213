import type { GcpRef } from '../../../model/gcp-facts.ts';

const FOLDERS: Readonly<Record<string, GcpRef['type']>> = {
  projects: 'project', project: 'project', folders: 'folder', organizations: 'organization', organisations: 'organization', orgs: 'organization',
  buckets: 'bucket', bucket: 'bucket', 'service-accounts': 'service-account', serviceaccounts: 'service-account', service_accounts: 'service-account',
  secrets: 'secret',
}; // prettier-ignore
const EMAIL = /[a-z0-9][a-z0-9-]{0,60}@[a-z0-9.-]{1,100}\.gserviceaccount\.com/u;
const NAMED =
  /^(project|folder|org|organization|bucket|service-account|sa)[-_.]([a-z0-9@._-]{3,230}?)(?:[-_.](?:iam|iam[-_.]?policy|policy))?\.(?:json|ya?ml)$/iu;
const WORDS: Readonly<Record<string, GcpRef['type']>> = {
  project: 'project', folder: 'folder', org: 'organization', organization: 'organization', bucket: 'bucket', 'service-account': 'service-account',
  sa: 'service-account',
}; // prettier-ignore
const PLAIN = /^([a-z][a-z0-9-]{4,28}?[a-z0-9])[-_.](?:iam[-_.]?policy|iam|policy)\.(?:json|ya?ml)$/u;

/**
 * A policy does not say what it is on (IAM reference, Policy). People keep it by name: `projects/ID/iam-policy.json`, `project-ID-iam.json`,
 * `ID-iam-policy.json`, a file named by the account. Undefined when neither folder nor file name says it.
 */
export function policyTarget(path: string): GcpRef | undefined {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const email = EMAIL.exec(file)?.[0] ?? EMAIL.exec(parts.at(-2) ?? '')?.[0];
  if (email !== undefined) return { type: 'service-account', name: email };
  const named = NAMED.exec(file);
  const type = WORDS[(named?.[1] ?? '').toLowerCase()];
  if (type !== undefined && !/^(?:iam|policy|iam-policy)$/u.test(named?.[2] ?? ''))
    return refOf(type, named?.[2] ?? '');
  for (let at = parts.length - 2; at >= 0; at -= 1) {
    const word = (parts[at] ?? '').toLowerCase();
    const kind = Object.hasOwn(FOLDERS, word) ? FOLDERS[word] : undefined;
    const name = bare(parts[at + 1] ?? '');
    if (kind !== undefined && name !== '') return refOf(kind, name, parts.slice(0, at));
  }
  const plain = PLAIN.exec(file)?.[1];
  return plain === undefined || /^(?:project|bucket|policy|binding)s?$/u.test(plain)
    ? undefined
    : { type: 'project', name: plain };
}

function refOf(type: GcpRef['type'], name: string, before: readonly string[] = []): GcpRef {
  const at = before.lastIndexOf('projects');
  const project = type === 'secret' && at >= 0 ? before[at + 1] : undefined;
  return { type, name, ...(project === undefined ? {} : { project }) };
}

const bare = (name: string): string =>
  name
    .replace(/(?:[-_.](?:iam[-_.]?policy|policy|iam))?\.(?:json|ya?ml)$/iu, '')
    .replace(/^(?:iam[-_.]?policy|policy|iam|bindings)$/iu, '');
