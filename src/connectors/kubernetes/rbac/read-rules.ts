import type { RbacRule } from '../../../model/facts.ts';
import { list, own } from '../../../documents/value.ts';
import type { K8sObject, Path } from '../world.ts';

const RULES = new WeakMap<K8sObject, readonly RbacRule[]>();

/** The rules of a Role or ClusterRole as written, each with its place and where a fix may edit. */
export function readRules(object: K8sObject): readonly RbacRule[] {
  let rules = RULES.get(object);
  if (!rules) RULES.set(object, (rules = read(object)));
  return rules;
}

function read(object: K8sObject): readonly RbacRule[] {
  return list(own(object.body, 'rules')).map((rule, index): RbacRule => {
    const path: Path = ['rules', index];
    return {
      verbs: names(own(rule, 'verbs')),
      apiGroups: names(own(rule, 'apiGroups')),
      resources: names(own(rule, 'resources')),
      resourceNames: names(own(rule, 'resourceNames')),
      nonResourceURLs: names(own(rule, 'nonResourceURLs')),
      evidence: [object.at(path)],
      ...spansOf(object, path),
    };
  });
}

function spansOf(object: K8sObject, path: Path): Pick<RbacRule, 'spans'> {
  const found = {
    rule: object.block(path),
    verbs: object.span([...path, 'verbs']),
    resources: object.span([...path, 'resources']),
    apiGroups: object.span([...path, 'apiGroups']),
  };
  const { rule, verbs, resources, apiGroups } = found;
  if (!rule && !verbs && !resources && !apiGroups) return {};
  return {
    spans: {
      ...(rule && { rule }),
      ...(verbs && { verbs }),
      ...(resources && { resources }),
      ...(apiGroups && { apiGroups }),
    },
  };
}

/** The empty string is a name here: the core API group. */
function names(value: unknown): readonly string[] {
  return list(value).flatMap((one) =>
    typeof one === 'string' ? [one] : typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [],
  );
}
