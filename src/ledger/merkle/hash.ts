import { hash as oneShot } from 'node:crypto';

/** A SHA-256 hash of a leaf or a node: 32 bytes. */
export type Hash = Buffer;
export const HASH_BYTES = 32;

const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
const leaf = Buffer.alloc(1 + 0xffff);

/** RFC 6962, 2.1: the hash of one entry, `SHA-256(0x00 || entry)`. */
export function leafHash(entry: Uint8Array): Hash {
  if (entry.length >= leaf.length) return digest(Buffer.concat([Buffer.of(0), entry]));
  leaf.set(entry, 1);
  return digest(leaf.subarray(0, 1 + entry.length));
}

/** RFC 6962, 2.1: the hash over two subtrees, `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Hash, right: Hash): Hash {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return digest(node);
}

/** `nodeHash` of the hashes `left` and `left + 1` of a row, written into another row as its hash `at`. */
export function nodeHashInto(row: Buffer, at: number, below: Buffer, left: number): void {
  below.copy(node, 1, left * HASH_BYTES, (left + 2) * HASH_BYTES);
  row.write(oneShot('sha256', node, 'binary'), at * HASH_BYTES, 'binary');
}

/**
 * In one call, by way of a string of bytes: each hash as a buffer of its own from OpenSSL costs two to four times as much, and one from a string
 * lies in the pool of small buffers.
 */
const digest = (bytes: Uint8Array): Hash => Buffer.from(oneShot('sha256', bytes, 'binary'), 'binary');

/** RFC 6962, 2.1: the root of the tree without entries, `SHA-256()`. */
export const EMPTY_ROOT: Hash = digest(Buffer.alloc(0));
