import { PRODUCTS, type Product, type Running } from './products.ts';
import { repositoryOf } from './words.ts';

/** Programs behind which the server of an image still starts. */
const SHELL = /^(?:(?:ba|da|z)?sh|python[0-9.]*|tini|dumb-init|env|uv|ray|vllm)$/u;

/** The product that a container runs: what its command says, else what its image is. `program` is the first word of its command. */
export function productOf(image: string, program: string | undefined, running: Running): Product | undefined {
  const byCommand = PRODUCTS.find((one) => one.command?.test(running.line));
  if (byCommand) return byCommand;
  // An SDK image holds clients of the server.
  if (/-sdk$/u.test(image)) return undefined;
  const repository = repositoryOf(image);
  const byImage = PRODUCTS.find((one) => one.image?.test(repository));
  return byImage && runsAnother(byImage, program) ? undefined : byImage;
}

/** Images of model servers hold other programs too; a command that names one, not a shell or interpreter, is what runs. */
function runsAnother(product: Product, program: string | undefined): boolean {
  const name = program?.split('/').at(-1);
  return product.function === 'model' && product.command !== undefined && name !== undefined && !SHELL.test(name);
}
