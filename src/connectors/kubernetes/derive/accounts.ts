import type { Evidence } from '../../../model/evidence.ts';
import type { AccountFact } from '../../../model/facts.ts';
import { placesOfAll } from '../rbac/certainty.ts';
import { fields, own } from '../../../documents/value.ts';
import type { K8sObject } from '../world.ts';
import type { Account } from './account-list.ts';
import type { Access } from './access-index.ts';
import { environmentInName } from '../../../model/environment-name.ts';
import { environmentOf } from './environment.ts';

/** Service accounts as nodes and facts: declared ones, and the `default` one of every namespace that is used. */
export function deriveAccounts(access: Access): void {
  const used = firstUse(access);
  for (const account of access.accounts.all) {
    const evidence = account.declared ? placesOfAll(account.objects) : (used.get(account.namespace) ?? []);
    if (evidence.length === 0) continue;
    tell(access, account, evidence);
  }
}

function tell(access: Access, account: Account, evidence: readonly Evidence[]): void {
  const [object] = account.objects;
  access.estate.node({
    id: account.id,
    kind: 'K8sServiceAccount',
    name: account.name,
    realm: access.realm,
    namespace: account.namespace,
    environment: object
      ? environmentOf(access.world, object)
      : (environmentInName(account.namespace) ?? access.world.environment),
    evidence,
    ...(account.declared ? {} : { implied: true }),
  });
  const metadata = object && metadataOf(object);
  access.estate.fact({
    fact: 'account',
    node: account.id,
    namespace: account.namespace,
    implied: !account.declared,
    automount: account.objects.every((one) => own(one.body, 'automountServiceAccountToken') !== false),
    evidence,
    confidence: account.certainty.confidence,
    ...(metadata && { metadata }),
  });
}

/** Where a label or annotation can be written: before the first key under `metadata`, at its column. */
function metadataOf(object: K8sObject): AccountFact['metadata'] {
  const [first] = Object.keys(fields(own(object.body, 'metadata')));
  if (first === undefined) return undefined;
  const path = ['metadata', first];
  const block = object.block(path);
  const indent = object.indent(path);
  if (!block || indent === undefined) return undefined;
  return { at: { file: block.file, start: block.start, end: block.start }, indent: ' '.repeat(indent) };
}

/** The place that shows that a namespace is used, for what it implies. */
export function firstUse(access: Access): ReadonlyMap<string, readonly Evidence[]> {
  const first = new Map<string, readonly Evidence[]>();
  for (const [name, objects] of access.namespaceObjects) first.set(name, placesOfAll(objects));
  for (const object of access.world.objects)
    if (object.namespace !== undefined && !first.has(object.namespace)) first.set(object.namespace, [object.at()]);
  for (const { subjects } of access.grants)
    for (const subject of subjects)
      if (subject.kind === 'account' && !first.has(subject.namespace)) first.set(subject.namespace, [subject.evidence]);
  // A namespace may be named where nothing is: beside a user, say. Its place is then that of the bindings.
  const [any] = access.grants;
  for (const name of access.world.namespaces) if (!first.has(name) && any) first.set(name, any.evidence);
  return first;
}
