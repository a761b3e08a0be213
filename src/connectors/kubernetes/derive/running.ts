import { dig, fields, list, own, text } from '../../../documents/value.ts';
import type { Lookup } from '../read/pod-source.ts';
import { Remembered } from '../read/remembered.ts';
import type { PodTemplate } from '../world.ts';
import type { Product, Running } from '../../../products/products.ts';
import { productOf } from '../../../products/product-of.ts';
import { imageOf, argsOf, envOf, wordsOf, type Part } from './parts.ts';

export interface Found {
  readonly product: Product;
  readonly part: Part;
  readonly running: Running;
}

/** The products that a pod runs, at most one a container: what its command says, else what its image is. */
export function productsOf(world: Lookup, pod: PodTemplate, parts: readonly Part[]): readonly Found[] {
  return PRODUCTS.of(pod, world, (lookup) => read(lookup, pod, parts));
}

const PRODUCTS = new Remembered<PodTemplate, readonly Found[]>();

function read(world: Lookup, pod: PodTemplate, parts: readonly Part[]): readonly Found[] {
  return parts.flatMap((part) => {
    if (part.init) return [];
    const running = runningOf(world, pod, part);
    const product = productOf(imageOf(part), text(list(part.spec['command'])[0]), running);
    return product ? [{ product, part, running }] : [];
  });
}

/** A command line is looked at up to this length. */
const LONGEST = 20_000;

/** Stands for a value that is set but not written in the pod. */
const ELSEWHERE = '(from elsewhere)';

export function runningOf(world: Lookup, pod: PodTemplate, part: Part): Running {
  const env = new Map<string, string>();
  let opaque = false;
  for (const source of list(part.spec['envFrom'])) {
    const prefix = text(own(source, 'prefix')) ?? '';
    for (const [kind, key] of [
      ['Secret', 'secretRef'],
      ['ConfigMap', 'configMapRef'],
    ] as const) {
      const name = text(dig(source, key, 'name'));
      if (name === undefined) continue;
      const objects = world.find(kind, pod.namespace, name);
      // Of a Secret without its keys (collected, or filled by a controller) nobody knows which variables it sets.
      const keyless = kind === 'Secret' && objects.every(({ body }) => !body['data'] && !body['stringData']);
      if (objects.length === 0 || keyless) opaque = true;
      for (const { body } of objects)
        for (const section of ['data', 'stringData'])
          for (const [variable, value] of Object.entries(fields(body[section])))
            env.set(prefix + variable, kind === 'ConfigMap' ? (text(value) ?? '') : value === '' ? '' : ELSEWHERE);
    }
  }
  for (const one of envOf(part)) env.set(one.name, one.from ? ELSEWHERE : (one.value ?? ''));
  return { words: wordsOf(part), line: argsOf(part).join(' ').slice(0, LONGEST), env: (name) => env.get(name), opaque };
}
