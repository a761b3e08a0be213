import type { Entry } from '../../../documents/entry.ts';
import { listedName } from './listed-name.ts';

export type Form =
  | 'policy'
  | 'search'
  | 'analysis'
  | 'ancestor'
  | 'account'
  | 'key'
  | 'role'
  | 'pool'
  | 'provider'
  | 'project'
  | 'deny'
  | 'vertex'
  | 'folder'
  | 'listed'
  | 'held-key';

const ROLE = /^(?:(?:projects|organizations)\/[^/]{1,300}\/)?roles\/[\w.]{1,200}$/u;
const MEMBER = /^(?:[A-Za-z]{4,20}:\S|principal(?:Set)?:\/\/|allUsers$|allAuthenticatedUsers$)/u;
const named =
  (pattern: RegExp) =>
  (one: Entry): boolean =>
    pattern.test(one.text('name') ?? '');

export const isRole = (one: Entry | undefined): boolean =>
  one !== undefined && typeof one.value === 'string' && ROLE.test(one.value);
export const isMember = ({ value }: Entry): boolean => typeof value === 'string' && MEMBER.test(value);

/** A binding as the IAM reference writes it. */
export const isBinding = (one: Entry): boolean => isRole(one.get('role')) && one.items('members').every(isMember);

/** A list of bindings of which at least one can be read. An empty list says nothing of itself. */
export const isBindings = (one: Entry, ...path: readonly string[]): boolean => one.items(...path).some(isBinding);

/** Only the answer of a policy has these and nothing else: `{"etag": "ACAB"}` is one without bindings. */
const POLICY_KEYS: ReadonlySet<string> = new Set(['bindings', 'etag', 'version', 'auditConfigs', 'kind', 'resourceId']);
const ETAG = /^[A-Za-z0-9+/]{3,40}=?=?$/u;

function isPolicy(one: Entry): boolean {
  if (!one.entries().every(([key]) => POLICY_KEYS.has(key))) return false;
  const [etag, version] = [one.text('etag'), one.get('version')?.value];
  if (!one.has('bindings')) return etag === 'ACAB' && one.entries().length <= 3;
  const bindings = one.items('bindings');
  if (etag !== undefined || version !== undefined)
    return isBindings(one, 'bindings') || (ETAG.test(etag ?? '') && typeof version === 'number');
  // What people keep for `set-iam-policy` may have no etag.
  return bindings.length > 0 && bindings.every(isBinding);
}

/** Files that sign in (google-auth-library, "type" of a credentials file). */
const isHeldKey = (one: Entry): boolean =>
  (one.text('type') === 'service_account' && one.has('private_key') && one.has('client_email')) ||
  (one.text('type') === 'authorized_user' && one.has('refresh_token'));

/** What one object of an answer of gcloud is, by what only it has. */
const TESTS: readonly (readonly [Form, (one: Entry) => boolean])[] = [
  ['held-key', isHeldKey],
  ['policy', isPolicy],
  ['search', (one) => one.has('resource') && (one.text('resource') ?? '').startsWith('//') && isBindings(one, 'policy', 'bindings')],
  ['analysis', (one) => (one.text('attachedResourceFullName') ?? '').startsWith('//') && ROLE.test(one.text('iamBinding', 'role') ?? '')],
  ['ancestor', (one) => /^(?:project|folder|organization)$/u.test(one.text('type') ?? '') && one.text('id') !== undefined && isBindings(one, 'policy', 'bindings')],
  ['key', named(/^projects\/[^/]{1,300}\/serviceAccounts\/[^/]{3,330}\/keys\/[^/]{1,100}$/u)],
  ['account', (one) => /@\S{1,200}gserviceaccount\.com$/u.test(one.text('email') ?? '') && (one.has('uniqueId') || named(/^projects\/.{1,300}\/serviceAccounts\//u)(one))],
  ['role', (one) => named(ROLE)(one) && (one.has('includedPermissions') || (one.has('title') && (one.has('stage') || one.has('etag'))))],
  ['provider', named(/^projects\/[^/]{1,300}\/locations\/global\/workloadIdentityPools\/[^/]{1,100}\/providers\/[^/]{1,100}$/u)],
  ['pool', named(/^projects\/[^/]{1,300}\/locations\/global\/workloadIdentityPools\/[^/]{1,100}$/u)],
  ['deny', (one) => named(/^policies\/.{1,400}\/denypolicies\//u)(one) && one.has('rules')],
  ['project', (one) => one.has('projectId') && one.has('projectNumber') && (one.has('lifecycleState') || one.has('parent'))],
  ['vertex', (one) => named(/^projects\/[^/]{1,300}\/locations\/[^/]{1,60}\/(?:endpoints|models|pipelineJobs|indexes|reasoningEngines|datasets)\/[^/]{1,200}$/u)(one) && one.has('createTime')],
  ['folder', (one) => named(/^folders\/\d{1,20}$/u)(one) && /^(?:folders|organizations)\/\d{1,20}$/u.test(one.text('parent') ?? '')],
  ['listed', (one) => listedName(one) !== undefined],
]; // prettier-ignore

export const formOf = (one: Entry): Form | undefined => TESTS.find(([, test]) => test(one))?.[0];

/** The objects of an answer: one, a list of them, or the results of an analysis; and all that stands in its lists. */
export function objectsOf(root: Entry): readonly Entry[] {
  const lists = [root.items(), root.items('analysisResults'), root.items('mainAnalysis', 'analysisResults')];
  return [root, ...lists.flat()];
}

/** A word that each form has, in JSON and in YAML: a first look that costs little. */
const WORDS = ['"bindings"', '"etag"', 'serviceAccounts/', 'includedPermissions', '"title"', 'workloadIdentityPools/', 'projectNumber', 'denypolicies/', 'attachedResourceFullName', '/endpoints/', '/models/', '/pipelineJobs/', '/indexes/', '/reasoningEngines/', '/datasets/', 'storage#bucket', '"replication"', '"selfLink"', '/services/', '"gceSetup"', '"folders/', '"private_key"', '"refresh_token"'] as const; // prettier-ignore
const YAML =
  /^(?:-\s{1,4}|\s{2,4})?(?:bindings:|etag: ACAB|includedPermissions:|projectNumber:|name: (?:projects|policies|roles|organizations)\/|attachedResourceFullName:|email: \S{1,200}gserviceaccount\.com)/mu;

export function maybeGcp(text: string, yaml: boolean): boolean {
  return yaml ? YAML.test(text) : WORDS.some((word) => text.includes(word));
}
