import type { Env, Files } from './env.ts';
import type { Budget } from './budget.ts';
import { attributeOf, type Declared, type DeclaredBlock } from './declared.ts';
import { evaluate } from './evaluate.ts';
import { expand, type Expansion } from './expand.ts';
import { Instance } from './instance.ts';
import { ModuleCall } from './module-call.ts';
import { referenceTo } from './reference.ts';
import { providerName, type ProviderAccount } from './provider.ts';
import { conformed } from './types.ts';
import { mappingOf, Thing, unknown, valueOf, type Place, type Source, type Val } from './value.ts';

/** What all modules of one deployment share. */
export interface Shared {
  readonly budget: Budget;
  readonly files: Files;
  readonly declaredAt: (folder: string) => Declared | undefined;
  readonly note: (code: 'not-resolved' | 'missing-reference', message: string, source: Source, start: number) => void;
  /** How many module instances there are so far. */
  count: { modules: number };
}

export interface ModuleSpec {
  readonly declared: Declared;
  /** `module.a[0]`; '' for the root. */
  readonly address: string;
  readonly depth: number;
  /** Folders of this module and those that it stands in. */
  readonly chain: readonly string[];
  readonly input: (name: string) => Val | undefined;
  readonly provider: (name: string) => ProviderAccount;
}

/** Names of variables whose values are never shown, whether or not they are marked sensitive. */
const SECRET =
  /(?:^|_)(?:password|passwd|passphrase|token|api_?key|private_key|client_secret|secret_key|access_key|secret_value|credentials)$/iu;

/** One instance of a module: its variables, locals, resources and calls, each evaluated when it is asked for, and once. */
export class Module {
  readonly shared: Shared;
  readonly spec: ModuleSpec;
  readonly #found = new Map<string, Val | 'running'>();
  readonly #resources = new Map<string, { readonly expansion: Expansion; readonly instances: readonly Instance[] }>();
  readonly #calls = new Map<string, ModuleCall>();

  constructor(shared: Shared, spec: ModuleSpec) {
    this.shared = shared;
    this.spec = spec;
  }

  /** What the address of something in it begins with. */
  get prefix(): string {
    return this.spec.address === '' ? '' : `${this.spec.address}.`;
  }

  envIn(source: Source): Env {
    const { budget, files } = this.shared;
    return { source, budget, files, prefix: this.prefix, lookup: (name) => this.#lookup(name, source) };
  }

  #lookup(name: string, source: Source): Val | undefined {
    const place: Place = { source, start: 0, end: 0, exact: false };
    const folder = this.spec.declared.folder === '' ? '.' : this.spec.declared.folder;
    switch (name) {
      case 'var':
        return { data: new Names(`${this.prefix}var`, (key) => this.variable(key)), place };
      case 'local':
        return { data: new Names(`${this.prefix}local`, (key) => this.local(key)), place };
      case 'module':
        return { data: new Names(`${this.prefix}module`, (key) => this.call(key)?.value), place };
      case 'data':
        return { data: new Names(`${this.prefix}data`, (type) => this.#ofType('data', type, place)), place };
      case 'path':
        return mappingOf(
          ['module', 'root', 'cwd'].map(
            (key) => [key, valueOf(key === 'module' ? folder : (this.spec.chain[0] ?? folder), place)] as const,
          ),
          place,
        );
      case 'terraform':
        return mappingOf([['workspace', unknown('terraform.workspace', place)]], place);
      case 'each':
      case 'count':
      case 'self':
        return unknown(`${this.prefix}${name}`, place);
      default:
        return name.includes('_') || this.#has(name) ? this.#ofType('managed', name, place) : undefined;
    }
  }

  #has(type: string): boolean {
    return [...this.spec.declared.managed.keys()].some((key) => key.startsWith(`${type}.`));
  }

  #ofType(mode: 'managed' | 'data', type: string, place: Place): Val {
    const start = `${this.prefix}${mode === 'data' ? 'data.' : ''}${type}`;
    return { data: new Names(start, (name) => this.#reference(mode, `${type}.${name}`)), place };
  }

  variable(name: string): Val | undefined {
    const declared = this.spec.declared.variables.get(name);
    if (!declared) return undefined;
    return this.#once(`var.${name}`, declared, () => {
      const { block, source } = declared;
      const place: Place = { source, start: block.start, end: block.end, exact: false };
      const env = this.envIn(source);
      const sensitive = attributeOf(block.body, 'sensitive');
      if (SECRET.test(name) || (sensitive && evaluate(sensitive, env).data === true))
        return unknown(`${this.prefix}var.${name}`, place);
      const given = this.spec.input(name);
      const otherwise = attributeOf(block.body, 'default');
      if (!given && !otherwise) return unknown(`${this.prefix}var.${name}`, place);
      const value = given ?? (otherwise ? evaluate(otherwise, env) : unknown(name, place));
      return conformed(value, attributeOf(block.body, 'type'), env);
    });
  }

  local(name: string): Val | undefined {
    const declared = this.spec.declared.locals.get(name);
    if (!declared) return undefined;
    const { source, value } = declared;
    return this.#once(`local.${name}`, { source, block: value }, () => evaluate(value, this.envIn(source)));
  }

  output(name: string): Val | undefined {
    const declared = this.spec.declared.outputs.get(name);
    const value = declared && attributeOf(declared.block.body, 'value');
    if (!value) return undefined;
    return this.#once(`output.${name}`, declared, () => evaluate(value, this.envIn(declared.source)));
  }

  /** Evaluates once; what refers to itself is not known. */
  #once(
    name: string,
    { source, block }: { readonly source: Source; readonly block: { readonly start: number; readonly end: number } },
    make: () => Val,
  ): Val {
    const known = this.#found.get(name);
    if (known === 'running') {
      this.shared.note('not-resolved', `${this.prefix}${name} refers to itself`, source, block.start);
      return unknown(`${this.prefix}${name}`, { source, ...block, exact: false });
    }
    if (known) return known;
    this.#found.set(name, 'running');
    const made = make();
    this.#found.set(name, made);
    return made;
  }

  #reference(mode: 'managed' | 'data', key: string): Val | undefined {
    const declared = this.spec.declared[mode].get(key);
    if (!declared) return undefined;
    return this.#once(`${mode}:${key}`, declared, () => {
      const { expansion, instances } = this.instancesOf(mode, key, declared);
      return referenceTo(expansion, instances, placeOf(declared));
    });
  }

  instancesOf(
    mode: 'managed' | 'data',
    key: string,
    declared: DeclaredBlock,
  ): { readonly expansion: Expansion; readonly instances: readonly Instance[] } {
    const name = `${mode === 'data' ? 'data.' : ''}${key}`;
    const known = this.#resources.get(name);
    if (known) return known;
    const expansion = expand(declared.block, this.envIn(declared.source), this.prefix + name);
    const provider = this.spec.provider(this.providerOf(declared));
    const made = { expansion, instances: expansion.instances.map((one) => new Instance(declared, one, provider)) };
    this.#resources.set(name, made);
    return made;
  }

  providerOf({ block }: DeclaredBlock): string {
    return providerName(attributeOf(block.body, 'provider')) ?? (block.labels[0] ?? '').split('_')[0] ?? '';
  }

  call(name: string): ModuleCall | undefined {
    const declared = this.spec.declared.calls.get(name);
    if (!declared) return undefined;
    let known = this.#calls.get(name);
    if (!known)
      this.#calls.set(name, (known = new ModuleCall(this, name, declared, (shared, spec) => new Module(shared, spec))));
    return known;
  }
}

const placeOf = ({ source, block }: DeclaredBlock): Place => ({
  source,
  start: block.start,
  end: block.end,
  exact: false,
});

/** Names below one word: `var`, `local`, `data.aws_vpc`. */
class Names extends Thing {
  readonly name: string;
  readonly #find: (name: string) => Val | undefined;

  constructor(name: string, find: (name: string) => Val | undefined) {
    super();
    this.name = name;
    this.#find = find;
  }

  override get(name: string): Val | undefined {
    return this.#find(name);
  }
}
