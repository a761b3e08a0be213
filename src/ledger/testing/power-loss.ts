import { applyCall, type Call } from './memory-disk.ts';

/** Decides, call by call, what a power cut leaves of what was not synced. */
export interface Luck {
  /** A whole number from 0 up to, and not with, `below`. */
  next(below: number): number;
}

/**
 * What may be on the disk after the power went when the first `count` calls had returned. Content that was synced is there; of a later write a
 * start of any length is, its last byte torn. A name (new, replaced, removed) that no later sync of its folder covers is there or not.
 */
export function afterPowerLoss(calls: readonly Call[], count: number, luck: Luck): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [index, call] of calls.slice(0, count).entries()) {
    const left = leftOf(call, calls.slice(index + 1, count), luck);
    if (left) applyCall(files, left);
  }
  return files;
}

function leftOf(call: Call, later: readonly Call[], luck: Luck): Call | undefined {
  const perhaps = (): boolean => luck.next(2) === 0;
  switch (call.call) {
    case 'write':
      if (call.at === 'start' && !folderSynced(later, call.path) && perhaps()) return undefined;
      return synced(later, call.path) ? call : { ...call, bytes: torn(call.bytes, luck) };
    case 'truncate':
      return synced(later, call.path) || perhaps() ? call : undefined;
    case 'rename':
      return folderSynced(later, call.to) || perhaps() ? call : undefined;
    case 'remove':
      return folderSynced(later, call.path) || perhaps() ? call : undefined;
    case 'sync':
    case 'sync-folder':
      return undefined;
  }
}

function torn(bytes: Uint8Array, luck: Luck): Uint8Array {
  const left = bytes.slice(0, luck.next(bytes.length + 1));
  const last = left.length - 1;
  if (last >= 0 && luck.next(2) === 0) left[last] = (left[last] ?? 0) ^ 0x40;
  return left;
}

const synced = (calls: readonly Call[], path: string): boolean =>
  calls.some((one) => one.call === 'sync' && one.path === path);

function folderSynced(calls: readonly Call[], path: string): boolean {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  return calls.some((one) => one.call === 'sync-folder' && one.folder === folder);
}
