import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by two fifths of what lives in it before it is collected, where V8 would wait for several times as much: a scan makes much that is soon garbage,
 * and ran in half as much again as it needed. It costs a few hundredths of the time. For the whole process, and for good.
 */
export function leanHeap(): void {
  setFlagsFromString('--heap-growing-percent=40');
}
