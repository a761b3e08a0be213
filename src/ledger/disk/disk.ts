/**
 * All that the ledger asks of a file system, paths relative to its folder. What a call has returned from is ordered before what is called next;
 * what is durable is only what was synced: `append` before `sync`, names before `syncFolder`. A test replays each prefix of these calls.
 */
export interface Disk {
  /** Undefined when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** The same without giving up the turn: for what is small and often read, where four turns cost more than the file. */
  readNow?(path: string): Buffer | undefined;
  /** Names in a folder, sorted; none when it is not there. */
  list(folder: string): Promise<readonly string[]>;
  /** A new file with these bytes, its content synced. Its name is durable after `syncFolder`. Folders on the way are made. */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Puts a file in the place of another, in one step. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
  /** A file that grows; made when it is not there. */
  open(path: string): Promise<Growing>;
}

export interface Growing {
  append(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  /** Cuts it back to a length. */
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}
