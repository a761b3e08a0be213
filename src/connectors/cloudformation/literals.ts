import type { SecretDigest } from '../../bytes/digest.ts';
import { writtenIn, type WrittenLiteral } from '../../cloud/tell/written.ts';
import type { Entry } from '../../documents/entry.ts';

/** What they name stands elsewhere (CloudFormation user guide, "Intrinsic functions"). */
const NAMES: ReadonlySet<string> = new Set(['Ref', 'Fn::GetAtt', 'Fn::ImportValue', 'Fn::FindInMap', 'Condition']);
/** Keys that say what the value beside them is. */
const TITLES = ['Name', 'Key', 'OptionName', 'ParameterKey'] as const;
const VALUES: ReadonlySet<string> = new Set(['Value', 'ParameterValue']);
const DEEPEST = 64;

/** Literal credentials of a template: defaults of parameters, values of mappings, and properties of resources. */
export function literalsIn(root: Entry, digest: SecretDigest): readonly WrittenLiteral[] {
  const found: WrittenLiteral[] = [];
  const take = (address: string, entry: Entry | undefined, key: string): void => {
    for (const [name, text, at] of texts(entry, key, 0))
      found.push(...writtenIn(digest, address, name, text, at.evidence.line));
  };
  for (const [name, parameter] of root.entries('Parameters'))
    take(`Parameters.${name}`, parameter.get('Default'), name);
  for (const [name, mapping] of root.entries('Mappings')) take(`Mappings.${name}`, mapping, name);
  for (const [name, resource] of root.entries('Resources')) take(`Resources.${name}`, resource.get('Properties'), name);
  return found;
}

/** Every text below, under the nearest key; a function hands on the key that it stands under. */
function texts(entry: Entry | undefined, key: string, depth: number): readonly (readonly [string, string, Entry])[] {
  if (entry === undefined || depth > DEEPEST) return [];
  if (typeof entry.value === 'string') return [[key, entry.value, entry]];
  if (Array.isArray(entry.value)) return entry.items().flatMap((one) => texts(one, key, depth + 1));
  const title = TITLES.map((one) => entry.text(one)).find((one) => one !== undefined);
  return entry.entries().flatMap(([name, one]) => {
    if (NAMES.has(name)) return [];
    if (name === 'Fn::Join') return [[key, joined(one), one]];
    const own = name.startsWith('Fn::') ? key : VALUES.has(name) ? (title ?? name) : name;
    return texts(one, own, depth + 1);
  });
}

/** What is put in later stands there as `${...}`. */
function joined(entry: Entry): string {
  const parts = entry.items(1).map(({ value }) => (typeof value === 'string' ? value : '${...}'));
  return parts.join(typeof entry.get(0)?.value === 'string' ? String(entry.get(0)?.value) : '');
}
