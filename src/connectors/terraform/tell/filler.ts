import { aroundHoles, hasHole, hole, holesOf } from '../../../model/hole.ts';
import type { TerraformResource } from '../resource.ts';
import { Block, withoutParts, type Telling } from './block.ts';
import { attributeOf } from './attributes.ts';

/** Texts that lead to each other. */
const DEPTH = 16;
const LONGEST = 65_536;
/** What the resolver calls the part of a name that AWS or Terraform makes up. */
const SUFFIX = 'suffix of ';

/** Knows the resources of a deployment by address, and what their attributes will be. */
export class Filler {
  readonly blocks: readonly Block[];
  readonly #byAddress = new Map<string, Block>();
  readonly #known = new Map<string, string | undefined>();
  readonly #open = new Set<string>();
  /** An account that no file names is another one in each deployment. */
  readonly #accounts = new Map<string, string>();

  constructor(resources: readonly TerraformResource[], telling: Telling) {
    for (const { account } of resources)
      for (const name of holesOf(account))
        this.#accounts.set(name, hole(withoutParts(`${name} of ${telling.deployment}`)));
    const fill = (text: string): string => this.fill(text);
    this.blocks = resources.map((resource) => new Block(resource, telling, fill));
    for (const block of this.blocks) {
      const { address } = block.resource;
      // Of several instances the first stands for one whose index is not known.
      for (const key of [address, withoutIndex(address)])
        if (!this.#byAddress.has(key)) this.#byAddress.set(key, block);
    }
  }

  fill(text: string): string {
    if (!hasHole(text)) return text;
    const names = holesOf(text);
    const filled = aroundHoles(text)
      .map((part, index) => part + (index < names.length ? this.#hole(names[index] ?? '') : ''))
      .join('');
    return filled.length > LONGEST ? text : filled;
  }

  #hole(name: string): string {
    if (!this.#known.has(name)) {
      if (this.#open.has(name) || this.#open.size > DEPTH) return hole(name);
      this.#open.add(name);
      const found = this.#attribute(name);
      this.#known.set(name, found === undefined ? undefined : this.fill(found));
      this.#open.delete(name);
    }
    return this.#known.get(name) ?? hole(name);
  }

  /** The longest address that the name begins with, and the attribute after it. */
  #attribute(name: string): string | undefined {
    const account = this.#accounts.get(name);
    if (account !== undefined) return account;
    if (name.startsWith(SUFFIX)) return this.#blockAt(name.slice(SUFFIX.length))?.made();
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const address = name.slice(0, dot);
      const block = this.#blockAt(address);
      if (block) return attributeOf(block, withoutIndex(name.slice(dot + 1)));
    }
    return undefined;
  }

  #blockAt(address: string): Block | undefined {
    return this.#byAddress.get(address) ?? this.#byAddress.get(withoutIndex(address));
  }
}

/** `x[0].y["k"]` as `x.y`. */
const withoutIndex = (name: string): string => name.replace(/\[[^\]]{0,300}\]/gu, '');
