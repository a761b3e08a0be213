import { count, fields } from '../../../documents/value.ts';
import type { Part } from './parts.ts';

/** Extended resources that are accelerators, by the names of their device plugins. */
const ACCELERATOR =
  /^(?:nvidia\.com\/(?:gpu|mig-.+|gpu\.shared)|amd\.com\/gpu|gpu\.intel\.com\/.+|habana\.ai\/gaudi|aws\.amazon\.com\/(?:neuron|neuroncore|neurondevice)|google\.com\/tpu|huawei\.com\/Ascend.+)$/u;

/** Accelerators that the pod asks for: the sum over containers. */
export function gpusOf(parts: readonly Part[]): number {
  let sum = 0;
  for (const part of parts) {
    const resources = fields(part.spec['resources']);
    const wanted = { ...fields(resources['requests']), ...fields(resources['limits']) };
    for (const [name, amount] of Object.entries(wanted)) if (ACCELERATOR.test(name)) sum += count(amount);
  }
  return sum;
}
