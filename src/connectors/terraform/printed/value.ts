import type { Entry } from '../../../documents/entry.ts';
import { isData } from '../../../documents/plain.ts';
import { withoutHoles } from '../../../model/hole.ts';
import { listOf, Mapping, unknown, valueOf, type Place, type Source, type Val } from '../resolve/value.ts';

/** Names of attributes whose values are secrets, also where an older version did not mark them. */
const SECRET =
  /^(?:password|passphrase|secret|secret_string|secret_binary|secret_key|private_key.*|token|result|bcrypt_hash|auth_token|client_secret|api_key|key_material|.{1,60}_password|.{1,60}_token|ses_smtp_password_v4|kubeconfig|kube_config.*|kube_admin_config.*)$/u;
/** Types of which the maps of data are secrets. */
const SECRET_DATA = /^kubernetes_secret(?:_v1)?$/u;

export interface Masks {
  /** Of the same shape, true where a value is sensitive or not known. */
  readonly sensitive: unknown;
  readonly unknown: unknown;
}

/** Values as printed; sensitive ones and those that are not known yet are holes named by their address. */
export function printedValue(entry: Entry, masks: Masks, name: string, source: Source, type: string): Val {
  return valueIn(entry, masks, name, placeOf(entry, source), source, type, 0);
}

function valueIn(
  entry: Entry,
  masks: Masks,
  name: string,
  place: Place,
  source: Source,
  type: string,
  depth: number,
): Val {
  if (masks.sensitive === true || masks.unknown === true || depth > 64) return unknown(name, place);
  const { value } = entry;
  const inner = (one: Entry, key: string | number): Val =>
    valueIn(
      one,
      { sensitive: stepOf(masks.sensitive, key), unknown: stepOf(masks.unknown, key) },
      typeof key === 'number' ? `${name}[${key}]` : `${name}.${key}`,
      placeOf(one, source),
      source,
      type,
      depth + 1,
    );
  if (Array.isArray(value)) return listOf(entry.items().map(inner), place);
  if (isData(value)) {
    const entries = new Map<string, { at: Place; value: Val }>();
    for (const [key, one] of entry.entries()) {
      const at = placeOf(one, source);
      const secret = SECRET.test(key) || (SECRET_DATA.test(type) && depth === 0 && /^(?:binary_)?data$/u.test(key));
      entries.set(key, { at, value: secret && one.value !== null ? unknown(`${name}.${key}`, at) : inner(one, key) });
    }
    // What is not known yet is left out of planned values.
    if (isData(masks.unknown))
      for (const [key, mask] of Object.entries(masks.unknown))
        if (mask === true && (entries.get(key)?.value.data ?? null) === null)
          entries.set(key, { at: place, value: unknown(`${name}.${key}`, place) });
    return { data: new Mapping(entries), place };
  }
  return valueOf(
    typeof value === 'string'
      ? withoutHoles(value)
      : typeof value === 'number' || typeof value === 'boolean'
        ? value
        : null,
    place,
  );
}

const stepOf = (mask: unknown, key: string | number): unknown => {
  if (Array.isArray(mask)) return (mask as readonly unknown[])[Number(key)];
  return isData(mask) && Object.hasOwn(mask, key) ? mask[key] : undefined;
};

const placeOf = ({ evidence: { line } }: Entry, source: Source): Place => ({
  source,
  start: line,
  end: line,
  exact: false,
});
