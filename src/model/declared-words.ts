import type { Declared } from './estate.ts';

/** Labels, annotations or tags of one thing. */
export type Words = Readonly<Record<string, string>>;

/** Keys under which people write who is responsible, best first. `app.kubernetes.io/managed-by` names a tool, not an owner. */
const OWNER_KEYS = [
  'writ.dev/owner', 'owner', 'owners', 'team', 'contact', 'maintainer', 'owned-by', 'backstage.io/owner', 'app.kubernetes.io/owner', 'a8r.io/owner',
  'squad', 'owner-email', 'business-owner', 'technical-owner', 'cost-owner', 'meta.helm.sh/owner',
] as const; // prettier-ignore

const FIELDS = [
  ['owner', OWNER_KEYS],
  ['purpose', ['writ.dev/purpose', 'purpose', 'a8r.io/description']],
  ['dataScope', ['writ.dev/data-scope', 'data-scope', 'data-classification']],
  ['rotation', ['writ.dev/rotation', 'rotation', 'rotation-policy']],
  ['stage', ['writ.dev/stage']],
] as const satisfies readonly (readonly [keyof Declared, readonly string[]])[];

/** What words beside a thing declare of it, the nearest first. Keys compare without case: tags of clouds are written `Owner`. */
export function declaredIn(sources: readonly Words[]): Declared | undefined {
  const folded = sources.map(
    (words) => new Map(Object.entries(words).map(([key, value]) => [key.toLowerCase(), value])),
  );
  const declared: { -readonly [Key in keyof Declared]: Declared[Key] } = {};
  for (const [field, keys] of FIELDS) {
    const value = first(folded, keys);
    if (value !== undefined) declared[field] = value;
  }
  return Object.keys(declared).length === 0 ? undefined : declared;
}

function first(sources: readonly ReadonlyMap<string, string>[], keys: readonly string[]): string | undefined {
  for (const source of sources)
    for (const key of keys) {
      const value = source.get(key)?.trim() ?? ownDomain(source, key);
      if (value !== undefined && value !== '' && !NOBODY.test(value)) return value;
    }
  return undefined;
}

/** Keys that organisations write under their own domain: `acme.io/owner`. Only words that mean a person or team wherever they stand. */
const UNDER_DOMAINS: ReadonlySet<string> = new Set([
  'owner',
  'team',
  'owned-by',
  'owner-email',
  'data-scope',
  'purpose',
]);

function ownDomain(source: ReadonlyMap<string, string>, key: string): string | undefined {
  if (!UNDER_DOMAINS.has(key)) return undefined;
  for (const [name, value] of source)
    if (name.endsWith(`/${key}`) && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[a-z-]+$/u.test(name) && !PLATFORM.test(name))
      return value.trim();
  return undefined;
}

/** Domains of platforms, under which words have a meaning of their own. */
const PLATFORM =
  /(?:^|\.)(?:kubernetes\.io|k8s\.io|helm\.sh|istio\.io|argoproj\.io|openshift\.io|olm\.operatorframework\.io)\//u;

/** What people write where somebody has to be named and nobody was. */
const NOBODY = /^(?:todo|tbd|fixme|none|nobody|unknown|n\/?a|null|changeme|-+|\?+|<[^>]*>)$/iu;
