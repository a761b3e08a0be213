/** Where one is after a sign-in. */
export const HOME = '/account';

/** What stands at the top of every page, in this order. */
export const NAVIGATION: readonly { readonly to: string; readonly text: string }[] = [
  { to: '/account', text: 'Your account' },
];
