import type { LedgerEntry } from '../ledger/entry/entry.ts';
import type { TreeHead } from '../ledger/note/tree-head.ts';
import type { Verification } from '../ledger/read/verify.ts';

/** An entry and where it stands in the tree. */
export interface EntryAt {
  readonly index: number;
  /** Leaf hash, hex. */
  readonly id: string;
  readonly entry: LedgerEntry;
}

/** What routes ask of the ledger. It reads the files of the log, as any verifier does. */
export interface LedgerDesk {
  readonly head: TreeHead;
  readonly unsealed: number;
  /** Under the signed head, newest first, those before an index; all of them where it is left out. */
  entries(before: number | undefined, limit: number): Promise<readonly EntryAt[]>;
  /** By index or by id among the last; undefined when there is none. */
  entry(index: number): Promise<EntryAt | undefined>;
  /** C2SP tlog-proof: it is checked without the log. */
  proof(index: number): Promise<string>;
  /** Everything is hashed again. Who asks while one runs gets that one's answer. */
  verify(): Promise<Verified>;
}

export interface Verified extends Verification {
  readonly at: Date;
  readonly milliseconds: number;
}

/** The report of the last scan of each source. */
export interface ReportDesk {
  read(source: string): Promise<Buffer | undefined>;
  keptAt(source: string): Promise<Date | undefined>;
}

/** What verifiers of SVIDs are told. */
export interface TrustDomainDesk {
  /** JWK Set of the trust domain (SPIFFE Trust Domain and Bundle 4). */
  bundle(): string;
  /** The keys of JWT-SVIDs alone, and the algorithms of what they sign. */
  keys(): { readonly text: string; readonly algorithms: readonly string[] };
  /** Seconds after which whoever holds a copy looks again. */
  readonly refresh: number;
  /** What a route did to the authorities is seen now, not in a while. */
  soon(): void;
}

/** What routes may use beside the store. */
export interface Services {
  readonly ledger: LedgerDesk;
  readonly reports: ReportDesk;
  readonly trustDomain: TrustDomainDesk;
}
