import { dig, fields, list, own, text } from '../../../documents/value.ts';
import type { KubeWorld, PodTemplate } from '../world.ts';
import type { Product, Running } from '../../../products/products.ts';
import { PRODUCTS } from '../../../products/products.ts';
import { repositoryOf } from '../../../products/words.ts';
import { imageOf, argsOf, envOf, wordsOf, type Part } from './parts.ts';

export interface Found {
  readonly product: Product;
  readonly part: Part;
  readonly running: Running;
}

/** The products that a pod runs, at most one a container: what its command says, else what its image is. */
export function productsOf(world: KubeWorld, pod: PodTemplate, parts: readonly Part[]): readonly Found[] {
  return parts.flatMap((part) => {
    if (part.init) return [];
    const running = runningOf(world, pod, part);
    const repository = repositoryOf(imageOf(part));
    const byCommand = PRODUCTS.find((one) => one.command?.test(running.line));
    // An SDK image holds clients of the server.
    const byImage = /-sdk$/u.test(imageOf(part)) ? undefined : PRODUCTS.find((one) => one.image?.test(repository));
    const product = byCommand ?? (byImage && runsAnother(byImage, part) ? undefined : byImage);
    return product ? [{ product, part, running }] : [];
  });
}

/** Images of model servers hold other programs too; a command that names one, not a shell or interpreter, is what runs. */
function runsAnother(product: Product, part: Part): boolean {
  const program = text(list(part.spec['command'])[0])?.split('/').at(-1);
  return product.function === 'model' && product.command !== undefined && program !== undefined && !SHELL.test(program);
}

const SHELL = /^(?:(?:ba|da|z)?sh|python[0-9.]*|tini|dumb-init|env|uv|ray|vllm)$/u;

/** A command line is looked at up to this length. */
const LONGEST = 20_000;

/** Stands for a value that is set but not written in the pod. */
const ELSEWHERE = '(from elsewhere)';

export function runningOf(world: KubeWorld, pod: PodTemplate, part: Part): Running {
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
      if (objects.length === 0) opaque = true;
      for (const { body } of objects)
        for (const section of ['data', 'stringData'])
          for (const [variable, value] of Object.entries(fields(body[section])))
            env.set(prefix + variable, kind === 'ConfigMap' ? (text(value) ?? '') : value === '' ? '' : ELSEWHERE);
    }
  }
  for (const one of envOf(part)) env.set(one.name, one.from ? ELSEWHERE : (one.value ?? ''));
  return { words: wordsOf(part), line: argsOf(part).join(' ').slice(0, LONGEST), env: (name) => env.get(name), opaque };
}
