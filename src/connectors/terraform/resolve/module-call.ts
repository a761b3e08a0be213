import { hole } from '../../../model/hole.ts';
import { bodyValue } from './body.ts';
import { LIMITS } from './budget.ts';
import { computedText } from './compute.ts';
import { MODULE_OUTPUTS } from './computed.ts';
import { attributeOf, literalText, type DeclaredBlock } from './declared.ts';
import { evaluate } from './evaluate.ts';
import { expand, type Expanded, type Expansion } from './expand.ts';
import type { Module, ModuleSpec, Shared } from './module.ts';
import { isLocal, joined, normalisedSource } from './module-source.ts';
import { providerName } from './provider.ts';
import { referenceTo } from './reference.ts';
import { Thing, unknown, valueOf, type Place, type Val } from './value.ts';

/** A module block: its instances, each a module on disk or one that is elsewhere. */
export class ModuleCall {
  readonly name: string;
  readonly declared: DeclaredBlock;
  readonly expansion: Expansion;
  readonly instances: readonly CalledModule[];
  readonly value: Val;
  /** Normalised. */
  readonly source: string;

  constructor(
    module: Module,
    name: string,
    declared: DeclaredBlock,
    open: (shared: Shared, spec: ModuleSpec) => Module,
  ) {
    this.name = name;
    this.declared = declared;
    const { block, source } = declared;
    const place: Place = { source, start: block.start, end: block.end, exact: false };
    const written = literalText(attributeOf(block.body, 'source')) ?? '';
    this.source = normalisedSource(written);
    this.expansion = expand(block, module.envIn(source), `${module.prefix}module.${name}`);
    const folder = isLocal(written) ? joined(module.spec.declared.folder, written) : undefined;
    const opened = folder === undefined ? undefined : module.shared.declaredAt(folder);
    if (folder !== undefined && !opened)
      module.shared.note('missing-reference', `the module ${written} is not there`, source, block.start);
    this.instances = this.expansion.instances.map((expanded) => {
      const inner =
        opened && mayOpen(module, opened.folder, this)
          ? open(module.shared, specOf(module, opened, block.body, expanded))
          : undefined;
      return new CalledModule(module, this, expanded, inner);
    });
    this.value = referenceTo(this.expansion, this.instances, place);
  }
}

function mayOpen(module: Module, folder: string, { declared: { source, block } }: ModuleCall): boolean {
  const { shared, spec } = module;
  shared.count.modules += 1;
  const reason = spec.chain.includes(folder)
    ? 'it contains itself'
    : spec.depth >= LIMITS.modules
      ? `modules nest deeper than ${LIMITS.modules}`
      : shared.count.modules > LIMITS.moduleInstances
        ? `there are more than ${LIMITS.moduleInstances} modules`
        : undefined;
  if (reason !== undefined) shared.note('not-resolved', `a module is not opened: ${reason}`, source, block.start);
  return reason === undefined;
}

function specOf(
  module: Module,
  declared: ModuleSpec['declared'],
  body: DeclaredBlock['block']['body'],
  { env, address }: Expanded,
): ModuleSpec {
  const { spec } = module;
  const providers = attributeOf(body, 'providers');
  const named = new Map(
    providers?.kind === 'object'
      ? providers.items.flatMap(({ key, value }) => {
          const [inner, outer] = [providerName(key), providerName(value)];
          return inner === undefined || outer === undefined ? [] : [[inner, outer] as const];
        })
      : [],
  );
  return {
    declared,
    address,
    depth: spec.depth + 1,
    chain: [...spec.chain, declared.folder],
    input: (name) => {
      const given = attributeOf(body, name);
      return given && evaluate(given, env);
    },
    provider: (name) => spec.provider(named.get(name) ?? name),
  };
}

/** One instance of a call: outputs of a module on disk, or what is known of one that is not. */
export class CalledModule extends Thing {
  readonly name: string;
  readonly expanded: Expanded;
  readonly inner: Module | undefined;
  readonly #module: Module;
  readonly #call: ModuleCall;

  constructor(module: Module, call: ModuleCall, expanded: Expanded, inner: Module | undefined) {
    super();
    this.name = expanded.address;
    this.expanded = expanded;
    this.inner = inner;
    this.#module = module;
    this.#call = call;
  }

  override get(name: string): Val | undefined {
    if (this.inner) return this.inner.output(name);
    const { block, source } = this.#call.declared;
    const place: Place = { source, start: block.start, end: block.end, exact: false };
    const row = Object.hasOwn(MODULE_OUTPUTS, this.#call.source) ? MODULE_OUTPUTS[this.#call.source] : undefined;
    const template = row && Object.hasOwn(row, name) ? row[name] : undefined;
    if (template === undefined) return unknown(`${this.name}.${name}`, place);
    const { account, region = hole('region') } = this.#module.spec.provider('aws');
    const given = (input: string): Val | undefined => {
      const expression = attributeOf(block.body, input);
      return expression && evaluate(expression, this.expanded.env);
    };
    return valueOf(computedText(template, { address: this.name, account, region, given }), place);
  }

  /** Its inputs. */
  whole(): Val {
    return bodyValue(this.#call.declared.block.body, this.expanded.env);
  }
}
