import { rayCluster } from '../read/ray-kinds.ts';
import { dig, text } from '../../../documents/value.ts';
import type { PodTemplate } from '../world.ts';
import { PRODUCTS, type Product } from '../../../products/products.ts';

/** KubeRay's own switch: `authOptions.mode: token` makes the head ask for a token (KubeRay 1.5, Ray 2.52). */
export function rayHeadProduct(pod: PodTemplate): Product {
  const cluster = rayCluster(pod.object.kind, pod.object.body);
  const mode = text(dig(cluster?.spec, 'authOptions', 'mode'));
  const known = PRODUCTS.find((one) => one.product === 'Ray dashboard');
  return {
    product: 'Ray dashboard',
    function: 'scheduler',
    port: 8265,
    executes: true,
    authentication: (running) =>
      mode === 'token'
        ? { authentication: 'required', because: 'authOptions.mode is token' }
        : (known?.authentication(running) ?? { authentication: 'unknown', because: 'not known' }),
  };
}
