import { createHash, hash as oneShot } from 'node:crypto';

/** A SHA-256 hash of a leaf or a node: 32 bytes. */
export type Hash = Buffer;
export const HASH_BYTES = 32;

const LEAF = Buffer.of(0);
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** RFC 6962, 2.1: the hash of one entry, `SHA-256(0x00 || entry)`. */
export const leafHash = (entry: Uint8Array): Hash => createHash('sha256').update(LEAF).update(entry).digest();

/** RFC 6962, 2.1: the hash over two subtrees, `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Hash, right: Hash): Hash {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return digest(node);
}

/** RFC 6962, 2.1: the root of the tree without entries, `SHA-256()`. */
export const EMPTY_ROOT: Hash = createHash('sha256').digest();

/** In one call where Node has it (20.12); a hash object for each node of a large tree would be garbage. */
const digest = (bytes: Uint8Array): Hash => oneShot('sha256', bytes, 'buffer');
