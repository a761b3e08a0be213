import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import { hole } from '../../../model/hole.ts';
import type { ScanContext } from '../../port.ts';
import type { TerraformResource, TerraformRoot } from '../resource.ts';
import { Mapping, type Val } from '../resolve/value.ts';
import { unresolvedOf } from '../resolve/notes.ts';
import { diagnostic } from '../../../model/diagnostic.ts';
import { accountIn, accountHole, regionIn } from './account.ts';
import { linked, type References } from './link.ts';
import { PrintedResource, withComputed, type Identity } from './printed-resource.ts';
import { sourceAt } from './source.ts';
import { printedValue } from './value.ts';

interface Found {
  readonly identity: Identity;
  readonly entry: Entry;
  value: Val;
}

/** `terraform show -json` of a plan or a state ("JSON Output Format", developer.hashicorp.com/terraform/internals/json-format). */
export function readPlan(root: Entry, file: SourceFile, standing: ScanContext['standing']): TerraformRoot {
  const source = sourceAt(file.path);
  const values = root.get('planned_values') ?? root.get('values');
  const unknowns = unknownsIn(root);
  const found: Found[] = [];
  visit(values?.get('root_module'), '', (entry, module) => {
    const identity = identityOf(entry, module);
    const given = entry.get('values');
    if (!identity || !given) return;
    const masks = { sensitive: entry.get('sensitive_values')?.value, unknown: unknowns.get(identity.address) };
    found.push({ identity, entry, value: printedValue(given, masks, identity.address, source, identity.type) });
  });
  // What data sources gave stands in the state before the plan.
  const account = accountIn(found.map(({ value }) => value)) ?? accountHole(standing(file).realm);
  const region = regionIn(root) ?? hole('region');
  for (const one of found) one.value = withComputed(one.identity, one.value, account, region);
  const byAddress = new Map(found.map(({ identity, value }) => [identity.address, value]));
  const references = referencesIn(root);
  const resources = found
    .map(({ identity, entry, value }) => {
      const known = value.data instanceof Mapping ? linked(value, identity, references, byAddress) : value;
      return new PrintedResource(identity, known, entry.evidence, file, account, regionIn(root));
    })
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  const notes = resources.flatMap((resource: TerraformResource) =>
    unresolvedOf(resource).map(({ message, entry }) =>
      diagnostic('not-resolved', message, file.path, entry.evidence.line),
    ),
  );
  return { folder: file.path, file, resources, diagnostics: notes };
}

function visit(
  module: Entry | undefined,
  address: string,
  each: (entry: Entry, module: string) => void,
  depth = 0,
): void {
  if (!module || depth > 32) return;
  for (const entry of module.items('resources')) each(entry, address);
  for (const child of module.items('child_modules')) visit(child, child.text('address') ?? address, each, depth + 1);
}

function identityOf(entry: Entry, module: string): Identity | undefined {
  const [address, type, name] = [entry.text('address'), entry.text('type'), entry.text('name')];
  if (address === undefined || type === undefined || name === undefined) return undefined;
  const index = entry.get('index')?.value;
  return {
    address,
    module,
    mode: entry.text('mode') === 'data' ? 'data' : 'managed',
    type,
    name,
    provider: (entry.text('provider_name') ?? '').split('/').at(-1) ?? '',
    ...(typeof index === 'string' || typeof index === 'number' ? { index } : {}),
  };
}

function unknownsIn(root: Entry): ReadonlyMap<string, unknown> {
  return new Map(
    root
      .items('resource_changes')
      .map((one) => [one.text('address') ?? '', one.get('change', 'after_unknown')?.value] as const),
  );
}

/** The references of each argument, by the address of its resource without indices. */
function referencesIn(root: Entry): References {
  const found = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const read = (module: Entry | undefined, prefix: string, depth: number): void => {
    if (!module || depth > 32) return;
    for (const resource of module.items('resources')) {
      const names = resource.entries('expressions').map(([name, one]) => [name, one.texts('references')] as const);
      found.set(prefix + (resource.text('address') ?? ''), new Map(names));
    }
    for (const [name, call] of module.entries('module_calls'))
      read(call.get('module'), `${prefix}module.${name}.`, depth + 1);
  };
  read(root.get('configuration', 'root_module'), '', 0);
  return found;
}
