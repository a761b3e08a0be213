import type { Entry } from '../../../documents/entry.ts';
import type { Path } from '../../../documents/path.ts';
import type { TerraformResource } from '../resource.ts';
import { LIMITS } from './budget.ts';
import { attributeOf, literalText, type DeclaredBlock } from './declared.ts';
import { entryOf, valueAt } from './entry.ts';
import type { Expanded, Expansion } from './expand.ts';
import { documentOfText } from './json-text.ts';
import type { Module } from './module.ts';
import type { ProviderAccount } from './provider.ts';
import { lineOf, type Val } from './value.ts';

/** Everything that a module and those in it declare, each instance once, in the order of addresses. */
export function collect(root: Module, uncertain: string | undefined): readonly Resolved[] {
  const found: Resolved[] = [];
  visit(root, uncertain, found);
  return found.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
}

function visit(module: Module, uncertain: string | undefined, found: Resolved[]): void {
  const { declared, address } = module.spec;
  for (const mode of ['managed', 'data'] as const)
    for (const [key, block] of declared[mode]) {
      const { expansion, instances } = module.instancesOf(mode, key, block);
      tellBeyond(module, block, expansion);
      const [type = '', name = ''] = block.block.labels;
      const provider = module.providerOf(block);
      for (const instance of instances) {
        if (found.length >= LIMITS.resources) return;
        const why = uncertain ?? expansion.uncertain;
        const basic = { module: address, mode, type, name, provider, ...(why === undefined ? {} : { uncertain: why }) };
        found.push(new Resolved(basic, block, instance.expanded, instance.provider, () => instance.whole()));
      }
    }
  for (const name of declared.calls.keys()) visitCall(module, name, uncertain, found);
}

function visitCall(module: Module, name: string, uncertain: string | undefined, found: Resolved[]): void {
  const call = module.call(name);
  if (!call) return;
  tellBeyond(module, call.declared, call.expansion);
  const why = uncertain ?? call.expansion.uncertain;
  const version = literalText(attributeOf(call.declared.block.body, 'version'));
  for (const instance of call.instances) {
    if (instance.inner) visit(instance.inner, why, found);
    else if (found.length < LIMITS.resources) {
      const basic = {
        module: module.spec.address,
        mode: 'module' as const,
        type: call.source,
        name,
        provider: 'aws',
        ...(version === undefined ? {} : { version }),
        ...(why === undefined ? {} : { uncertain: why }),
      };
      found.push(
        new Resolved(basic, call.declared, instance.expanded, module.spec.provider('aws'), () => instance.whole()),
      );
    }
  }
}

function tellBeyond(module: Module, { source, block }: DeclaredBlock, { beyond }: Expansion): void {
  if (beyond === undefined) return;
  const message = `${block.labels.join('.')} has ${beyond} instances; ${LIMITS.instances} were looked at`;
  module.shared.note('not-resolved', message, source, block.start);
}

type Basic = Pick<TerraformResource, 'module' | 'mode' | 'type' | 'name' | 'provider' | 'version' | 'uncertain'>;

/** A resource whose arguments are evaluated when they are asked for, and once. */
export class Resolved implements TerraformResource {
  readonly address: string;
  readonly module: string;
  readonly mode: TerraformResource['mode'];
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly account: string;
  readonly evidence: TerraformResource['evidence'];
  readonly file: TerraformResource['file'];
  declare readonly index?: string | number;
  declare readonly version?: string;
  declare readonly region?: string;
  declare readonly uncertain?: string;
  readonly #make: () => Val;
  #value: Val | undefined;
  #entry: Entry | undefined;

  constructor(
    basic: Basic,
    declared: DeclaredBlock,
    { address, index }: Expanded,
    { account, region }: ProviderAccount,
    make: () => Val,
  ) {
    this.address = address;
    this.module = basic.module;
    this.mode = basic.mode;
    this.type = basic.type;
    this.name = basic.name;
    this.provider = basic.provider;
    this.account = account;
    const { source, block } = declared;
    this.evidence = { file: source.path, line: lineOf({ source, start: block.start, end: block.end, exact: false }) };
    this.file = declared.file;
    if (index !== undefined) this.index = index;
    if (basic.version !== undefined) this.version = basic.version;
    if (region !== undefined) this.region = region;
    if (basic.uncertain !== undefined) this.uncertain = basic.uncertain;
    this.#make = make;
  }

  get #whole(): Val {
    return (this.#value ??= this.#make());
  }

  get entry(): Entry {
    return (this.#entry ??= entryOf(this.#whole));
  }

  document(...path: Path): Entry | undefined {
    const value = valueAt(this.#whole, path);
    if (typeof value?.data !== 'string') return undefined;
    const found = value.document?.() ?? documentOfText(value.data, [], value.place);
    return found && entryOf(found);
  }
}
