import { hole, holesOf } from '../../../model/hole.ts';
import { attributeOf, type DeclaredBlock } from './declared.ts';
import { bodyValue, nestedBlocks } from './body.ts';
import { COMPUTED, NAMED_BY } from './computed.ts';
import { computedText, issuerOf, nameOf, type Made } from './compute.ts';
import type { Expanded } from './expand.ts';
import { evaluate } from './evaluate.ts';
import { policyDocument } from './policy-document.ts';
import type { ProviderAccount } from './provider.ts';
import { listOf, Mapping, mappingOf, Thing, unknown, valueOf, type Place, type Val } from './value.ts';

/** One instance of a resource or data source. Attributes are evaluated when they are asked for. */
export class Instance extends Thing {
  /** With its index, without its module: what holes are named by. */
  readonly name: string;
  readonly type: string;
  readonly expanded: Expanded;
  readonly declared: DeclaredBlock;
  readonly provider: ProviderAccount;
  readonly #found = new Map<string, Val | undefined>();

  constructor(declared: DeclaredBlock, expanded: Expanded, provider: ProviderAccount) {
    super();
    this.declared = declared;
    this.expanded = expanded;
    this.name = expanded.address;
    this.type = declared.block.labels[0] ?? '';
    this.provider = provider;
  }

  get place(): Place {
    const { block, source } = this.declared;
    return { source, start: block.start, end: block.end, exact: false };
  }

  override get(name: string): Val {
    const known = this.#found.get(name);
    if (known) return known;
    // Until it is found it is not known: a circle ends here.
    this.#found.set(name, unknown(`${this.name}.${name}`, this.place));
    const found = this.#evaluate(name);
    this.#found.set(name, found);
    return found;
  }

  #evaluate(name: string): Val {
    const given = this.#given(name);
    if (given && given.data !== null && !(this.type === 'aws_iam_openid_connect_provider' && name === 'url'))
      return given;
    return this.#computed(name) ?? unknown(`${this.name}.${name}`, this.place);
  }

  #given(name: string): Val | undefined {
    const { body } = this.declared.block;
    const attribute = attributeOf(body, name);
    const { env } = this.expanded;
    if (attribute) return evaluate(attribute, env);
    return name === 'project' && this.type.startsWith('google_')
      ? this.provider.project
      : nestedBlocks(body, name, env);
  }

  #computed(name: string): Val | undefined {
    const { place } = this;
    if (this.type === 'aws_iam_policy_document' && (name === 'json' || name === 'minified_json'))
      return policyDocument((one) => this.#given(one), place);
    if (this.type === 'aws_eks_cluster' && name === 'identity') return issuer(this.#made.address, place);
    const row = Object.hasOwn(COMPUTED, this.type) ? COMPUTED[this.type] : undefined;
    const template = row && Object.hasOwn(row, name) ? row[name] : undefined;
    if (template !== undefined) {
      const text = computedText(template, this.#made);
      // A data source that looks something up by other means than its name: what it finds is not known.
      const lookedUp =
        this.declared.block.type === 'data' && holesOf(text).some((one) => one.startsWith(`${this.name}.`));
      return lookedUp ? undefined : valueOf(text, place);
    }
    if (row && NAMED_BY.has(name)) return valueOf(nameOf(name, this.#made), place);
    return undefined;
  }

  get #made(): Made {
    const { account, region = hole('region') } = this.provider;
    return { address: this.name, account, region, given: (name) => this.#given(name) };
  }

  /** All arguments and nested blocks, with the attributes that the provider computes. */
  whole(): Val {
    const body = bodyValue(this.declared.block.body, this.expanded.env);
    const entries = new Map(body.data instanceof Mapping ? body.data.entries : []);
    const { place } = this;
    const row = Object.hasOwn(COMPUTED, this.type) ? Object.keys(COMPUTED[this.type] ?? {}) : [];
    const named = row.length === 0 ? [] : [...NAMED_BY].filter((name) => entries.has(`${name}_prefix`));
    const more = this.type === 'aws_iam_policy_document' ? ['json'] : [...row, ...named];
    for (const name of more)
      if ((entries.get(name)?.value.data ?? null) === null) entries.set(name, { at: place, value: this.get(name) });
    const { tags, project } = this.provider;
    if (project && this.type.startsWith('google_') && !entries.has('project'))
      entries.set('project', { at: place, value: project });
    if (tags && this.declared.block.type === 'resource' && this.type.startsWith('aws_') && !entries.has('tags_all'))
      entries.set('tags_all', { at: place, value: tags });
    return { data: new Mapping(entries), place };
  }
}

function issuer(address: string, place: Place): Val {
  const oidc = mappingOf([['issuer', valueOf(issuerOf(address), place)]], place);
  return listOf([mappingOf([['oidc', listOf([oidc], place)]], place)], place);
}
