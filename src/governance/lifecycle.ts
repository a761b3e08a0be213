/** The one lifecycle of an identity in Writ. */
export const STATES = ['proposed', 'active', 'under-review', 'suspended', 'retired'] as const;
export type IdentityState = (typeof STATES)[number];

/** Where each state may go. Retired is the end: its record and its proof stay, and what comes back under its id is told, not revived. */
export const NEXT: Readonly<Record<IdentityState, readonly IdentityState[]>> = {
  proposed: ['active', 'suspended', 'retired'],
  active: ['under-review', 'suspended', 'retired'],
  'under-review': ['active', 'suspended', 'retired'],
  suspended: ['active', 'under-review', 'retired'],
  retired: [],
};

export const mayBecome = (from: IdentityState, to: IdentityState): boolean => NEXT[from].includes(to);
