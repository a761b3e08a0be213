/** Where one is after a sign-in. */
export const HOME = '/';

/** What stands at the top of every page, in this order. */
export const NAVIGATION: readonly { readonly to: string; readonly text: string }[] = [
  { to: '/', text: 'Estate' },
  { to: '/identities', text: 'Identities' },
  { to: '/ledger', text: 'Ledger' },
  { to: '/account', text: 'Your account' },
];
