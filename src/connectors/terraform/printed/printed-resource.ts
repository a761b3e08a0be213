import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Path } from '../../../documents/path.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { COMPUTED } from '../resolve/computed.ts';
import { computedText } from '../resolve/compute.ts';
import { entryOf, valueAt } from '../resolve/entry.ts';
import { documentOfText } from '../resolve/json-text.ts';
import { Mapping, Unknown, valueOf, type Val } from '../resolve/value.ts';
import type { TerraformResource } from '../resource.ts';

export type Identity = Pick<TerraformResource, 'address' | 'module' | 'mode' | 'type' | 'name' | 'index' | 'provider'>;

/** A resource as Terraform printed it. What it does not tell yet is computed as for configuration. */
export class PrintedResource implements TerraformResource {
  readonly address: string;
  readonly module: string;
  readonly mode: TerraformResource['mode'];
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly account: string;
  readonly evidence: Evidence;
  readonly file: SourceFile;
  readonly entry: Entry;
  declare readonly index?: string | number;
  declare readonly region?: string;
  readonly #value: Val;

  constructor(
    identity: Identity,
    value: Val,
    evidence: Evidence,
    file: SourceFile,
    account: string,
    region: string | undefined,
  ) {
    this.address = identity.address;
    this.module = identity.module;
    this.mode = identity.mode;
    this.type = identity.type;
    this.name = identity.name;
    this.provider = identity.provider;
    if (identity.index !== undefined) this.index = identity.index;
    if (region !== undefined) this.region = region;
    this.account = account;
    this.evidence = evidence;
    this.file = file;
    this.#value = value;
    this.entry = entryOf(value);
  }

  document(...path: Path): Entry | undefined {
    const value = valueAt(this.#value, path);
    const found = typeof value?.data === 'string' ? documentOfText(value.data, [], value.place) : undefined;
    return found && entryOf(found);
  }
}

/** Puts what the provider computes where it is not known yet. */
export function withComputed(identity: Identity, value: Val, account: string, region: string): Val {
  const row = Object.hasOwn(COMPUTED, identity.type) ? COMPUTED[identity.type] : undefined;
  if (!row || !(value.data instanceof Mapping)) return value;
  const entries = new Map(value.data.entries);
  const given = (name: string): Val | undefined => {
    const one = entries.get(name)?.value;
    return one?.data instanceof Unknown ? undefined : one;
  };
  for (const [name, template] of Object.entries(row)) {
    const known = entries.get(name);
    if (known && !(known.value.data instanceof Unknown) && known.value.data !== null) continue;
    const text = computedText(template, { address: identity.address, account, region, given });
    entries.set(name, { at: value.place, value: valueOf(text, value.place) });
  }
  return { ...value, data: new Mapping(entries, value.data.rest) };
}
