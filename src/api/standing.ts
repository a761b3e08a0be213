/** What an operator's system asks about. */
export interface Standing {
  /** Why it cannot serve now, by part; empty when it can. */
  readonly problems: () => Promise<Readonly<Record<string, string>>>;
  readonly ledgerEntries: () => number;
  readonly ledgerUnsealed: () => number;
  readonly storeRevision: () => number;
}
