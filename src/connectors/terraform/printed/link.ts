import { Mapping, Unknown, type Val } from '../resolve/value.ts';
import type { Identity } from './printed-resource.ts';

/** Arguments and what they refer to, by the address of a resource without indices. */
export type References = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const bare = (address: string): string => address.replace(/\[(?:\d{1,9}|"(?:[^"\\]|\\.){0,500}")\]/gu, '');

/** An argument that is not known yet, but is nothing than an attribute of another resource, has the value of that. */
export function linked(
  value: Val,
  identity: Identity,
  references: References,
  byAddress: ReadonlyMap<string, Val>,
): Val {
  const own = references.get(bare(identity.address));
  if (!own || !(value.data instanceof Mapping)) return value;
  const entries = new Map(value.data.entries);
  for (const [name, { at, value: one }] of entries) {
    if (!(one.data instanceof Unknown)) continue;
    const [reference, ...others] = own.get(name) ?? [];
    if (reference === undefined || others.some((other) => !reference.startsWith(other))) continue;
    const target = targetOf(reference, identity, byAddress);
    if (target) entries.set(name, { at, value: { ...target, place: at } });
  }
  return { ...value, data: new Mapping(entries, value.data.rest) };
}

function targetOf(
  reference: string,
  { module, index }: Identity,
  byAddress: ReadonlyMap<string, Val>,
): Val | undefined {
  const match = /^(.{1,500})\.([a-z_]{1,100})$/u.exec(reference);
  const [, resource, attribute] = match ?? [];
  if (resource === undefined || attribute === undefined) return undefined;
  const prefix = module === '' ? '' : `${module}.`;
  const key = index === undefined ? '' : typeof index === 'number' ? `[${index}]` : `["${index}"]`;
  const target =
    byAddress.get(prefix + resource) ??
    byAddress.get(prefix + bare(resource) + key) ??
    byAddress.get(`${prefix}${resource}[0]`);
  return target?.data instanceof Mapping ? target.data.entries.get(attribute)?.value : undefined;
}
