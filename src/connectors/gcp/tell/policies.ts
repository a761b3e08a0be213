import { tellGcpDeny, tellGcpGrant, tellGcpResource } from '../../../cloud/tell/gcp.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { GcpRef } from '../../../model/gcp-facts.ts';
import { isBinding, isMember, isRole } from '../read/forms.ts';
import { policyTarget } from '../read/policy-target.ts';
import { parseResourceName } from '../read/resource-name.ts';
import { textIn, textsIn, type Told } from './told.ts';

/** `gcloud ... get-iam-policy`: it does not say whose it is; file and folder may. */
export function tellPolicy(told: Told): void {
  const known = policyTarget(told.path);
  const on: GcpRef = known ?? { type: 'project', name: told.realm };
  const uncertain = known
    ? undefined
    : `the policy is of project ${told.realm}: no folder or file name says whose it is`;
  if (known && told.entry.items('bindings').every(isBinding)) whole(told, on);
  for (const binding of told.entry.items('bindings')) tellBinding(told, on, binding, uncertain);
}

/** `gcloud asset search-all-iam-policies`: whose it is, and what that stands under. */
export function tellSearch(told: Told): void {
  const { entry } = told;
  const project = textIn(entry, 'project')?.replace(/^projects\//u, '');
  const named = parseResourceName(textIn(entry, 'resource') ?? '');
  if (!named) return;
  const on =
    named.type === 'project' || project === undefined ? named : { ...named, project: named.project ?? project };
  if (named.type === 'bucket' && project !== undefined) resource(told, { ...named, project });
  for (const binding of entry.items('policy', 'bindings')) tellBinding(told, on, binding);
}

/** `gcloud projects get-ancestors-iam-policy`: the policies of a project and of all that it stands under, each with what it is of. */
export function tellAncestor(told: Told): void {
  const { entry } = told;
  const [type, name] = [textIn(entry, 'type'), textIn(entry, 'id')];
  if (name === undefined || (type !== 'project' && type !== 'folder' && type !== 'organization')) return;
  const bindings = entry.items('policy', 'bindings');
  if (bindings.every(isBinding)) whole(told, { type, name });
  for (const binding of bindings) tellBinding(told, { type, name }, binding);
}

/** `gcloud asset analyze-iam-policy`: one binding a result. */
export function tellAnalysis(told: Told): void {
  const on = parseResourceName(textIn(told.entry, 'attachedResourceFullName') ?? '');
  const binding = told.entry.get('iamBinding');
  if (on && binding) tellBinding(told, on, binding);
}

function tellBinding({ estate, environmentOf }: Told, on: GcpRef, binding: Entry, uncertain?: string): void {
  const role = textIn(binding, 'role');
  const title = textIn(binding, 'condition', 'title');
  if (role === undefined || !isRole(binding.get('role'))) return;
  const condition = binding.get('condition')?.value ?? undefined;
  const expression =
    condition === undefined
      ? undefined
      : (textIn(binding, 'condition', 'expression') ?? 'a condition that cannot be read');
  tellGcpGrant(estate, {
    on,
    role,
    members: binding
      .items('members')
      .filter(isMember)
      .flatMap((one) => textIn(one) ?? []),
    ...(expression === undefined ? {} : { condition: { expression, ...(title === undefined ? {} : { title }) } }),
    ...(uncertain === undefined ? {} : { uncertain }),
    environment: environmentOf(on.name),
    evidence: [binding.evidence],
    confidence: uncertain === undefined ? 'proved' : 'possible',
  });
}

function whole({ estate, entry, environmentOf }: Told, on: GcpRef): void {
  const environment = environmentOf(on.name);
  tellGcpResource(estate, { on, policy: true, environment, evidence: [entry.evidence], confidence: 'proved' });
}

function resource({ estate, entry, environmentOf }: Told, on: GcpRef): void {
  tellGcpResource(estate, {
    on,
    environment: environmentOf(on.name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** `gcloud iam policies get --kind=denypolicies`: its name says where it is attached, slashes written `%2F`. */
export function tellDeny({ estate, entry, environmentOf }: Told): void {
  const [, at = '', , name = ''] = (textIn(entry, 'name') ?? '').split('/');
  const on = parseResourceName(`//${at.replace(/%2F/giu, '/')}`);
  if (!on) return;
  const rules = entry.items('rules').flatMap((rule) => {
    const deny = rule.get('denyRule');
    if (!deny) return [];
    const condition = textIn(deny, 'denialCondition', 'expression');
    return [
      {
        principals: textsIn(deny, 'deniedPrincipals'),
        exceptPrincipals: textsIn(deny, 'exceptionPrincipals'),
        permissions: textsIn(deny, 'deniedPermissions'),
        exceptPermissions: textsIn(deny, 'exceptionPermissions'),
        ...(condition === undefined ? {} : { condition }),
      },
    ];
  });
  tellGcpDeny(estate, {
    on,
    name,
    rules,
    environment: environmentOf(on.name),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}
