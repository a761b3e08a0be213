import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import { list } from '../../../documents/plain.ts';
import type { ScanContext } from '../../port.ts';
import type { TerraformRoot } from '../resource.ts';
import { accountHole, accountIn } from './account.ts';
import { PrintedResource, type Identity } from './printed-resource.ts';
import { sourceAt } from './source.ts';
import { printedValue } from './value.ts';

/** A state file of version 4, as a backend keeps it. */
export function readState(root: Entry, file: SourceFile, standing: ScanContext['standing']): TerraformRoot {
  const source = sourceAt(file.path);
  const found = root.items('resources').flatMap((resource) =>
    resource.items('instances').flatMap((instance) => {
      const identity = identityOf(resource, instance);
      const attributes = instance.get('attributes');
      if (!identity || !attributes) return [];
      const masks = { sensitive: maskOf(instance.get('sensitive_attributes')?.value), unknown: undefined };
      const value = printedValue(attributes, masks, identity.address, source, identity.type);
      return [{ identity, value, evidence: attributes.evidence }];
    }),
  );
  const account = accountIn(found.map(({ value }) => value)) ?? accountHole(standing(file).realm);
  const resources = found
    .map(({ identity, value, evidence }) => new PrintedResource(identity, value, evidence, file, account, undefined))
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  return { folder: file.path, file, resources, diagnostics: [] };
}

function identityOf(resource: Entry, instance: Entry): Identity | undefined {
  const [type, name] = [resource.text('type'), resource.text('name')];
  if (type === undefined || name === undefined) return undefined;
  const mode = resource.text('mode') === 'data' ? 'data' : 'managed';
  const module = resource.text('module') ?? '';
  const index = instance.get('index_key')?.value;
  const key = typeof index === 'number' ? `[${index}]` : typeof index === 'string' ? `[${JSON.stringify(index)}]` : '';
  const address = `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}${key}`;
  const provider = /\/([^/"\]]{1,100})"\](?:\.([\w-]{1,100}))?$/u.exec(resource.text('provider') ?? '');
  return {
    address,
    module,
    mode,
    type,
    name,
    provider: [provider?.[1] ?? '', provider?.[2]].filter((one) => one !== undefined).join('.'),
    ...(typeof index === 'string' || typeof index === 'number' ? { index } : {}),
  };
}

/** `[[{type: get_attr, value: a}, {type: index, value: {value: 0}}]]` as an object that is true at those paths; the first step is enough. */
function maskOf(paths: unknown): Readonly<Record<string, true>> {
  const mask = Object.create(null) as Record<string, true>;
  for (const path of list(paths)) {
    const [first] = list(path);
    const name = typeof first === 'object' && first !== null && 'value' in first ? first.value : undefined;
    if (typeof name === 'string') mask[name] = true;
  }
  return mask;
}
