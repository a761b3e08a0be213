import type { Batch, Selection, Wanted } from '../graph/batch.ts';
import type { EstateGraph } from '../graph/port.ts';
import type { Declared } from '../model/estate.ts';
import { Glob } from '../model/glob.ts';
import { parseId } from '../model/id.ts';
import type { EdgeKind } from '../model/kinds.ts';
import type { WorkloadFunction } from '../model/facts.ts';
import type { Nodes, Things } from './sentence.ts';

const RUNNING_AS = ['RUNS_AS', 'USES_SERVICE_ACCOUNT'] as const satisfies readonly EdgeKind[];
const WHOLE = ['CONTAINS'] as const satisfies readonly EdgeKind[];

/** The nodes that sentences speak of, each choice made once. */
export class Selections {
  readonly #batch: Batch;
  readonly #known = new Map<string, Selection>();
  readonly #owners = new Map<number, string | undefined>();

  constructor(graph: EstateGraph) {
    this.#batch = graph.batch();
  }

  of(nodes: Nodes): Selection {
    const key = JSON.stringify(nodes);
    let known = this.#known.get(key);
    if (!known)
      this.#known.set(
        key,
        (known = union(
          nodes.map((one) => this.#one(one)),
          this.#batch.nodes,
        )),
      );
    return known;
  }

  #one(things: Things): Selection {
    const key = JSON.stringify(things);
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, (known = this.#batch.select(this.#wanted(things))));
    return known;
  }

  #wanted(things: Things): Wanted {
    const { kinds, environments, leastTier, entry, id, realm } = things;
    const glob = id === undefined ? undefined : new Glob(id);
    const place = this.#test(things);
    return {
      ...(kinds ? { kinds } : {}),
      ...(environments ? { environments } : {}),
      ...(leastTier === undefined ? {} : { leastTier }),
      ...(entry ? { entry } : {}),
      ...(realm === undefined || !new Glob(realm).exact ? {} : { realm }),
      ...(glob ? { ids: { prefix: glob.prefix, ...(glob.open ? {} : { test: (one) => glob.test(one) }) } } : {}),
      ...(place ? { place } : {}),
    };
  }

  /** What only the node itself can say; nothing where the columns decide. */
  #test(things: Things): ((place: number) => boolean) | undefined {
    const { does, realm, namespace, name, owner, without = [], with: having = [] } = things;
    const tests: ((place: number) => boolean)[] = [];
    const glob = (pattern: string | undefined, of: (place: number) => string): void => {
      if (pattern === undefined) return;
      const compiled = new Glob(pattern);
      tests.push((place) => compiled.test(of(place)));
    };
    if (does !== undefined) tests.push((place) => this.#isFor(place, does));
    if (realm !== undefined && !new Glob(realm).exact) glob(realm, (place) => this.#batch.word(place, 'realm'));
    glob(namespace, (place) => this.#batch.word(place, 'namespace'));
    glob(name, (place) => this.#batch.word(place, 'name'));
    glob(owner, (place) => this.#owner(place) ?? '');
    for (const field of having) tests.push((place) => this.#declares(place, field));
    for (const field of without) tests.push((place) => !this.#declares(place, field));
    return tests.length === 0 ? undefined : (place) => tests.every((test) => test(place));
  }

  #declares(place: number, field: keyof Declared): boolean {
    return (field === 'owner' ? this.#owner(place) : this.#declared(place)?.[field]) !== undefined;
  }

  #declared(place: number): Declared | undefined {
    return this.#batch.says(place) ? this.#batch.node(place).declared : undefined;
  }

  /** As declared on it, or on what runs as it. */
  #owner(place: number): string | undefined {
    if (this.#owners.has(place)) return this.#owners.get(place);
    const found = this.#declared(place)?.owner ?? this.#ownerOfUsers(place);
    this.#owners.set(place, found);
    return found;
  }

  #ownerOfUsers(place: number): string | undefined {
    const speaking: number[] = [];
    const listen = (one: number): void => {
      if (this.#batch.says(one)) speaking.push(one);
    };
    for (const pod of this.#batch.comingBy(RUNNING_AS, place)) {
      listen(pod);
      this.#batch.comingBy(WHOLE, pod).forEach(listen);
    }
    speaking.sort((a, b) => a - b);
    return speaking.map((one) => this.#declared(one)?.owner).find((one) => one !== undefined);
  }

  /** By what the scan found out, or by the word that the source itself has for it. */
  #isFor(place: number, does: WorkloadFunction): boolean {
    if (this.#batch.says(place) && this.#batch.node(place).functions?.includes(does) === true) return true;
    const parsed = does === 'notebook' ? parseId(this.#batch.id(place)) : undefined;
    return parsed !== undefined && (parsed.kind === 'Notebook' || parsed.path.at(-2) === 'Notebook');
  }
}

function union(parts: readonly Selection[], nodes: number): Selection {
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  const marks = new Uint8Array(nodes);
  for (const part of parts) for (let i = 0; i < part.length; i++) marks[part[i] as number] = 1;
  const found = new Uint32Array(
    Math.min(
      nodes,
      parts.reduce((sum, { length }) => sum + length, 0),
    ),
  );
  let count = 0;
  for (let place = 0; place < nodes; place++) if (marks[place] === 1) found[count++] = place;
  return found.slice(0, count);
}
