import type { Batch, Selection, Wanted } from '../graph/batch.ts';
import { ownerOf } from '../graph/owner.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { EstateNode } from '../model/estate.ts';
import { Glob } from '../model/glob.ts';
import { parseId } from '../model/id.ts';
import type { WorkloadFunction } from '../model/facts.ts';
import type { Nodes, Things } from './sentence.ts';

/** The nodes that sentences speak of, each choice made once. */
export class Selections {
  readonly #graph: EstateGraph;
  readonly #batch: Batch;
  readonly #known = new Map<string, Selection>();

  constructor(graph: EstateGraph) {
    this.#graph = graph;
    this.#batch = graph.batch();
  }

  of(nodes: Nodes): Selection {
    const key = JSON.stringify(nodes);
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, (known = union(nodes.map((one) => this.#one(one)))));
    return known;
  }

  #one(things: Things): Selection {
    const key = JSON.stringify(things);
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, (known = this.#batch.select(this.#wanted(things))));
    return known;
  }

  #wanted(things: Things): Wanted {
    const { kinds, environments, leastTier, entry, id } = things;
    const glob = id === undefined ? undefined : new Glob(id);
    const node = this.#test(things);
    return {
      ...(kinds ? { kinds } : {}),
      ...(environments ? { environments } : {}),
      ...(leastTier === undefined ? {} : { leastTier }),
      ...(entry ? { entry } : {}),
      ...(glob ? { ids: { prefix: glob.prefix, test: (one) => glob.test(one) } } : {}),
      ...(node ? { node } : {}),
    };
  }

  /** What only the node itself can say; nothing where the columns decide. */
  #test(things: Things): ((node: EstateNode) => boolean) | undefined {
    const { does, realm, namespace, name, owner, without = [], with: having = [] } = things;
    const tests: ((node: EstateNode) => boolean)[] = [];
    const glob = (pattern: string | undefined, of: (node: EstateNode) => string): void => {
      if (pattern === undefined) return;
      const compiled = new Glob(pattern);
      tests.push((node) => compiled.test(of(node)));
    };
    if (does !== undefined) tests.push((node) => isFor(node, does));
    glob(realm, (node) => node.realm);
    glob(namespace, (node) => node.namespace ?? '');
    glob(name, (node) => node.name);
    glob(owner, (node) => ownerOf(node, this.#graph) ?? '');
    for (const field of having) tests.push((node) => this.#declares(node, field));
    for (const field of without) tests.push((node) => !this.#declares(node, field));
    return tests.length === 0 ? undefined : (node) => tests.every((test) => test(node));
  }

  #declares(node: EstateNode, field: NonNullable<Things['with']>[number]): boolean {
    return (field === 'owner' ? ownerOf(node, this.#graph) : (node.declared?.[field] ?? null)) !== null;
  }
}

/** By what the scan found out, or by the word that the source itself has for it. */
function isFor({ id, functions }: EstateNode, does: WorkloadFunction): boolean {
  if (functions?.includes(does) === true) return true;
  const parsed = does === 'notebook' ? parseId(id) : undefined;
  return parsed !== undefined && (parsed.kind === 'Notebook' || parsed.path.at(-2) === 'Notebook');
}

function union(parts: readonly Selection[]): Selection {
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  return Uint32Array.from(new Set(parts.flatMap((part) => [...part]))).sort();
}
