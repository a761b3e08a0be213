import { count } from '../../documents/value.ts';
import { all, type Layer } from './service.ts';

/** Accelerators that a service asks for: `deploy.resources.reservations.devices`, `gpus`, `runtime: nvidia` (Compose file reference). */
export function gpusOf(layers: readonly Layer[]): number {
  const reserved = layers
    .flatMap(({ entry }) => entry.items('deploy', 'resources', 'reservations', 'devices'))
    .filter((device) => device.texts('capabilities').some((one) => one === 'gpu' || one === 'tpu'))
    .reduce((sum, device) => sum + amount(device.get('count')?.value ?? device.items('device_ids').length), 0);
  if (reserved > 0) return reserved;
  const listed = all(layers, 'gpus').reduce((sum, one) => sum + amount(one.get('count')?.value ?? one.value), 0);
  if (listed > 0) return listed;
  const passed = layers
    .flatMap(({ entry }) => entry.texts('devices'))
    .filter((one) => /^\/dev\/(?:nvidia\d|kfd|dri)/u.test(one));
  return layers.some(({ entry }) => entry.text('runtime') === 'nvidia') || passed.length > 0 ? 1 : 0;
}

/** `all` is at least one. */
const amount = (value: unknown): number =>
  typeof value === 'string' && !/^\d/u.test(value) ? 1 : Math.max(1, count(value));
