/** What the caller or the resource determine of a request. */
export type Derived =
  | 'principal-arn'
  | 'principal-account'
  | 'principal-type'
  | 'principal-tag'
  | 'principal-org'
  | 'principal-service'
  | 'is-service'
  | 'service-name'
  | 'user-id'
  | 'user-name'
  | 'resource-account';

/** A condition key, interned: one object per key whatever its case. */
export interface Key {
  readonly id: number;
  /** Folded. */
  readonly name: string;
  readonly derived: Derived | undefined;
  /** The tag of `aws:PrincipalTag/...`. */
  readonly tag: string;
}

const DERIVED = {
  'aws:principalarn': 'principal-arn',
  'aws:principalaccount': 'principal-account',
  'aws:principaltype': 'principal-type',
  'aws:principalorgid': 'principal-org',
  'aws:principalorgpaths': 'principal-org',
  'aws:principalisawsservice': 'is-service',
  'aws:principalservicename': 'service-name',
  'aws:principalservicenameslist': 'principal-service',
  'aws:userid': 'user-id',
  'aws:username': 'user-name',
  'aws:resourceaccount': 'resource-account',
} as const satisfies Readonly<Record<string, Derived>>;
const TAG = 'aws:principaltag/';
type DerivedName = keyof typeof DERIVED;

/** Every key that is derived; the one that ends with a slash is of each tag. */
export const DERIVED_KEYS: readonly (DerivedName | typeof TAG)[] = [...(Object.keys(DERIVED) as DerivedName[]), TAG];

const isDerived = (name: string): name is DerivedName => Object.hasOwn(DERIVED, name);

const byName = new Map<string, Key>();

export function keyOf(written: string): Key {
  const known = byName.get(written);
  if (known) return known;
  const name = written.toLowerCase();
  const found = byName.get(name);
  if (found) return found;
  const tag = name.startsWith(TAG) ? name.slice(TAG.length) : '';
  const derived = tag === '' ? (isDerived(name) ? DERIVED[name] : undefined) : 'principal-tag';
  const key: Key = { id: byName.size, name, derived, tag };
  byName.set(name, key);
  return key;
}
