import type { EstateBuilder } from '../../../model/builder.ts';
import { Noting } from '../read/noting.ts';
import type { Lookup } from '../read/pod-source.ts';

interface Known {
  readonly by: readonly unknown[];
  readonly looked: Noting;
  readonly tell: (to: EstateBuilder) => boolean;
}

interface To {
  readonly estate: EstateBuilder;
  readonly world: Lookup;
}

/**
 * Tells things one by one. An estate that writes down what it is told is told the same of a thing again, without asking, as long as somebody
 * holds the thing and no other object is found for it. For tellings of the thing, of what they look up in `world`, and of `by`, compared as
 * it is.
 */
export class OneByOne<K extends object> {
  readonly #known = new WeakMap<K, Known>();

  tell({ estate, world }: To, thing: K, tell: (world: Lookup) => void, by: readonly unknown[] = NOTHING): void {
    const known = this.#known.get(thing);
    if (known && same(known.by, by) && known.looked.same(world) && known.tell(estate)) return;
    const looked = new Noting(world);
    const again = estate.noted(() => {
      tell(looked);
    });
    looked.done();
    if (again) this.#known.set(thing, { by, looked, tell: again });
  }
}

const NOTHING: readonly unknown[] = [];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((one, index) => one === b[index]));
