import { createHash } from 'node:crypto';
import type { PodTemplate } from '../world.ts';
import { repositoryOf } from '../../../products/words.ts';
import { argsOf, imageOf, portsOf, volumesOf, type Part } from './parts.ts';

/** Equal for copies of one workload wherever they stand: names, namespaces, replicas, versions of images and order of containers do not count. */
export function fingerprintOf(pod: PodTemplate, parts: readonly Part[]): string {
  const containers = parts.map((part) => [
    part.init,
    repositoryOf(imageOf(part)),
    argsOf(part),
    portsOf(part).map((one) => one.port),
  ]);
  const mounted = volumesOf(pod).map(({ spec }) => Object.keys(spec).filter((key) => key !== 'name'));
  const seen = [containers.map((one) => JSON.stringify(one)).sort(), mounted.map((one) => JSON.stringify(one)).sort()];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}
