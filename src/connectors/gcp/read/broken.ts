import type { Entry } from '../../../documents/entry.ts';
import { findForms, type FoundForms } from '../../../documents/forms.ts';
import { misshapen, told } from '../../../documents/shape.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { BINDING, DENY_RULE, FIELDS, KEYS } from './fields.ts';
import { formOf, isBinding, isMember, isRole, objectsOf, type Form } from './forms.ts';

export type Found = FoundForms<Form>;

/** gcloud prints one kind in a list. */
const ALIKE: ReadonlySet<Form> = new Set(['account', 'key', 'role', 'provider', 'pool', 'project', 'ancestor']);

export const find = (root: Entry): Found =>
  findForms(root, { formOf, objectsOf, alike: ALIKE, keys: KEYS, fields: FIELDS, wrongIn });

function wrongIn(form: Form, one: Entry): readonly Diagnostic[] {
  const wrong = misshapen(one, ...FIELDS[form]);
  const at = BINDINGS[form];
  if (at) return [...wrong, ...one.items(...at).flatMap(wrongInBinding)];
  if (form === 'analysis')
    return [...wrong, ...[one.get('iamBinding')].flatMap((it) => (it ? wrongInBinding(it) : []))];
  if (form !== 'deny') return wrong;
  const rules = one.items('rules').flatMap((rule) => {
    const deny = rule.get('denyRule');
    return deny ? misshapen(deny, 'a deny rule', DENY_RULE) : [told(rule, 'a rule of a deny policy has no denyRule')];
  });
  return [...wrong, ...rules];
}

const BINDINGS: Readonly<Partial<Record<Form, readonly string[]>>> = {
  policy: ['bindings'],
  search: ['policy', 'bindings'],
  ancestor: ['policy', 'bindings'],
};

/** A binding that cannot be read grants what nobody knows: it is named, and the others count. */
function wrongInBinding(binding: Entry): readonly Diagnostic[] {
  const wrong = misshapen(binding, 'a binding', BINDING);
  if (wrong.length > 0 || isBinding(binding)) return wrong;
  const role = binding.get('role');
  if (role && !isRole(role)) return [told(role, `role of a binding is no name of a role`)];
  return binding
    .items('members')
    .flatMap((member) => (isMember(member) ? [] : [told(member, 'a member of a binding is no principal')]));
}

/** What stands in a text that cannot be parsed and is surely one of these. */
const SURE: readonly RegExp[] = [
  /"bindings"\s*:\s*\[[^]{0,4000}?"role"\s*:\s*"(?:(?:projects|organizations)\/[^"/]{1,300}\/)?roles\//u,
  /"(?:email|name)"\s*:\s*"[^"]{1,400}\.gserviceaccount\.com[^]{0,4000}?"(?:uniqueId|keyAlgorithm|validAfterTime)"/u,
  /"includedPermissions"\s*:\s*\[\s*"[a-z]{1,40}\.[A-Za-z]{1,60}\./u,
  /"attributeMapping"[^]{0,4000}?workloadIdentityPools\//u,
  /"denyRule"\s*:\s*\{[^]{0,4000}?"denied(?:Principals|Permissions)"/u,
  /"projectId"\s*:[^]{0,400}?"projectNumber"\s*:/u,
];
const SURE_YAML: readonly RegExp[] = [
  /^bindings:\s*\n[^]{0,4000}?^\s{0,4}role: ["']?(?:(?:projects|organizations)\/[^/\s]{1,300}\/)?roles\//mu,
  /^(?:-\s)?\s{0,4}email: \S{1,300}\.gserviceaccount\.com\s*\n[^]{0,2000}?^\s{0,4}uniqueId:/mu,
  /^includedPermissions:\s*\n[^]{0,200000}?^name: (?:(?:projects|organizations)\/[^/\s]{1,300}\/)?roles\//mu,
];

export const surelyGcp = (text: string, yaml: boolean): boolean =>
  (yaml ? SURE_YAML : SURE).some((one) => one.test(text)) && !/^apiVersion:/mu.test(text);
