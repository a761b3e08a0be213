import { OID } from '../der/oids.ts';
import { malformed, DerReader } from '../der/read.ts';
import { plain, TAG, within } from '../der/tags.ts';

/** Bits of a key usage (RFC 5280, 4.2.1.3). */
export const USAGE = { digitalSignature: 0, keyCertSign: 5, cRLSign: 6 } as const;

/** Names that one constraint allows or forbids, by their tag in GeneralName. */
export interface Subtree {
  readonly tag: number;
  readonly base: string;
}

/** What the extensions of a certificate say; what is not there is undefined. */
export interface Extensions {
  readonly subjectKeyId?: Buffer;
  readonly authorityKeyId?: Buffer;
  readonly usage?: { readonly bits: ReadonlySet<number>; readonly critical: boolean };
  readonly authority?: { readonly pathLength?: number };
  readonly purposes?: ReadonlySet<string>;
  readonly names?: { readonly all: readonly Subtree[]; readonly critical: boolean };
  readonly constraints?: { readonly permitted: readonly Subtree[]; readonly excluded: readonly Subtree[] };
  /** Critical ones that are not read here, by their identifiers. */
  readonly notUnderstood: readonly string[];
}

/** Tags of the names that SVIDs have to do with (RFC 5280, 4.2.1.6). */
export const NAME_TAG = { dns: plain(2), directory: within(4), uri: plain(6) } as const;

type Part = Omit<Extensions, 'notUnderstood'>;

/** How each extension is read (RFC 5280, 4.2.1). */
const READ: Readonly<Record<string, (value: DerReader, critical: boolean) => Part>> = {
  [OID.subjectKeyIdentifier]: (value) => ({ subjectKeyId: value.next(TAG.octets).content }),
  [OID.authorityKeyIdentifier]: (value) => {
    const parts = value.sequence();
    const keyId = parts.optional(plain(0))?.content;
    while (parts.more) parts.next();
    return keyId ? { authorityKeyId: keyId } : {};
  },
  [OID.keyUsage]: (value, critical) => ({ usage: { bits: value.namedBits(), critical } }),
  [OID.basicConstraints]: (value) => {
    const parts = value.sequence();
    const isAuthority = parts.flag();
    const pathLength = parts.more ? parts.small() : undefined;
    parts.end();
    if (!isAuthority && pathLength !== undefined) throw malformed('a path length stands where nothing may be signed');
    return isAuthority ? { authority: pathLength === undefined ? {} : { pathLength } } : {};
  },
  [OID.extendedKeyUsage]: (value) => {
    const parts = value.sequence();
    const purposes = new Set<string>();
    while (parts.more) purposes.add(parts.oid());
    return { purposes };
  },
  [OID.subjectAltName]: (value, critical) => {
    const parts = value.sequence();
    const all: Subtree[] = [];
    while (parts.more) all.push(name(parts));
    return { names: { all, critical } };
  },
  [OID.nameConstraints]: (value) => {
    const parts = value.sequence();
    const permitted = subtrees(parts, within(0));
    const excluded = subtrees(parts, within(1));
    parts.end();
    return { constraints: { permitted, excluded } };
  },
};

/** All extensions of a certificate. The same one twice would be two answers: it is refused (RFC 5280, 4.2). */
export function readExtensions(list: DerReader): Extensions {
  const seen = new Set<string>();
  const notUnderstood: string[] = [];
  let found: Part = {};
  while (list.more) {
    const one = list.sequence();
    const id = one.oid();
    const critical = one.flag();
    const value = new DerReader(one.next(TAG.octets).content);
    one.end();
    if (seen.has(id)) throw malformed('an extension stands there twice');
    seen.add(id);
    const read = READ[id];
    if (read) {
      found = { ...found, ...read(value, critical) };
      value.end();
    } else if (critical) notUnderstood.push(id);
  }
  return { ...found, notUnderstood };
}

function name(parts: DerReader): Subtree {
  const { tag, content } = parts.next();
  return { tag, base: content.toString('latin1') };
}

function subtrees(parts: DerReader, tag: number): readonly Subtree[] {
  if (parts.tag !== tag) return [];
  const list = parts.within(tag);
  const found: Subtree[] = [];
  while (list.more) {
    const one = list.sequence();
    found.push(name(one));
    if (one.more) throw malformed('a name constraint has a minimum or a maximum');
  }
  return found;
}
