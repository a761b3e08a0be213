import type { EstateEdge } from '../../model/estate.ts';
import type { FixPlan } from '../../model/finding.ts';
import { parseId, type NodeId } from '../../model/id.ts';
import { document } from './yaml.ts';

/** A kind whose author names an account, and the field that names it. */
interface Choice {
  readonly resource: string;
  readonly group: string;
  readonly field: string;
}

/** What the connector says of such an edge: the kind and the field are the condition that it depends on. */
const HONOURS = /the controller of ([a-z0-9]+)\.([a-z0-9.-]+) honours (\S+)/u;

/** A field that can be walked: names, with [] after lists. */
const WALKED = /^[A-Za-z]+(?:\[\])?(?:\.[A-Za-z]+(?:\[\])?)*$/u;

/** Admission that holds the identity, and nobody else, to accounts that give nothing; it works only once it is bound. */
export function accountPolicy(identity: NodeId, chosen: readonly EstateEdge[]): FixPlan {
  const choices = choicesOf(chosen);
  const kinds = choices.filter(({ field }) => WALKED.test(field) && /serviceAccount(?:Name)?$/u.test(field));
  const byHand = choices.filter((one) => !kinds.includes(one));
  const name = `accounts-of-${(parseId(identity)?.path ?? []).join('-')}`;
  const text = [
    ...(kinds.length === 0 ? [] : [policy(name, identity, kinds), binding(name)]),
    ...byHand.map(({ resource, group, field }) => `# ${resource}.${group}: take create back, or check ${field} by a policy that can walk it\n`),
  ].join(kinds.length === 0 ? '' : '---\n'); // prettier-ignore
  return {
    kind: 'policy',
    why: 'Let admission decide which accounts its resources may name: list those of your platform. Pods run as the default account where none is named, so that one must hold no rights. Add other kinds that it may create.',
    text,
  };
}

/** Each kind once, in order. */
function choicesOf(chosen: readonly EstateEdge[]): Choice[] {
  const found = new Map<string, Choice>();
  for (const { precondition = '' } of chosen) {
    const [, resource, group, field] = HONOURS.exec(precondition) ?? [];
    if (resource !== undefined && group !== undefined && field !== undefined)
      found.set(`${group}/${resource}`, { resource, group, field });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, choice]) => choice);
}

function policy(name: string, identity: NodeId, kinds: readonly Choice[]): string {
  return document({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: kinds.map(({ resource, group }) => ({
          apiGroups: [group],
          apiVersions: ['*'],
          operations: ['CREATE', 'UPDATE'],
          resources: [resource],
        })),
      },
      matchConditions: [{ name: 'this-identity', expression: isIdentity(identity) }],
      validations: kinds.map(({ resource, field }) => ({
        expression: `request.resource.resource != '${resource}' || ${harmless('object', field.split('.'))}`,
        message: 'the service account is chosen by the platform',
      })),
    },
  });
}

function binding(name: string): string {
  return document({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'] },
  });
}

function isIdentity(identity: NodeId): string {
  const parsed = parseId(identity);
  return parsed?.kind === 'ServiceAccount'
    ? `request.userInfo.username == ${literal(`system:serviceaccount:${parsed.path.join(':')}`)}`
    : `${literal(parsed?.name ?? '')} in request.userInfo.groups`;
}

/** A CEL string holds no quote and no backslash of ours. */
const literal = (text: string): string => `'${text.replace(/[^\w.:-]/gu, '')}'`;

/** CEL: the field is not there, or names an allowed account. */
function harmless(base: string, [first = '', ...rest]: readonly string[]): string {
  const list = first.endsWith('[]');
  const here = `${base}.${list ? first.slice(0, -2) : first}`;
  const each = `e${rest.length}`;
  const then =
    rest.length === 0
      ? `${here} in ['default', 'default-editor']`
      : list
        ? `${here}.all(${each}, ${harmless(each, rest)})`
        : harmless(here, rest);
  return `!has(${here}) || ${then}`;
}
