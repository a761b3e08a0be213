import { accountsOf } from '../../../store/rows/people.ts';
import { passkeysOf } from '../../../store/rows/passkeys.ts';
import { sessionsOf } from '../../../store/rows/sessions.ts';
import { tokensOf } from '../../../store/rows/tokens.ts';
import { markup } from '../../html/html.ts';
import type { Form, PageAction, PageView } from '../../html/page-row.ts';
import { myRoutes } from '../../routes/me.ts';
import { mySignInRoutes } from '../../routes/my-sign-in.ts';
import { accountBody } from './account-body.ts';

const row = (id: string) => {
  const found = [...myRoutes, ...mySignInRoutes].find((one) => one.id === id);
  if (!found) throw new Error(`there is no row ${id}`);
  return found;
};

const text = (value: Form[string]): string => (typeof value === 'string' ? value : '');
const texts = (value: Form[string]): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

export const ACCOUNT_VIEWS: readonly PageView[] = [
  {
    id: 'account-page',
    path: '/account',
    title: 'Your account',
    async view(db, { principal, csrf, now }) {
      const { id, name, roles, by } = principal;
      const [sessions, passkeys, tokens, accounts] = [
        await sessionsOf(db, id, now),
        await passkeysOf(db, id),
        await tokensOf(db, id, now),
        await accountsOf(db, id),
      ];
      const current = 'session' in by ? by.session : undefined;
      return accountBody({ name, roles, sessions, passkeys, tokens, accounts, current, csrf });
    },
  },
];

export const ACCOUNT_ACTIONS: readonly PageAction[] = [
  {
    path: '/account/sessions/:id/end',
    row: row('end-my-session'),
    take: (_, { id }) => ({ params: { id } }),
    then: '/account',
  },
  { path: '/account/sessions/end', row: row('end-my-sessions'), then: '/sign-in' },
  {
    path: '/account/passkeys/:id/remove',
    row: row('remove-my-passkey'),
    take: (_, { id }) => ({ params: { id } }),
    then: '/account',
  },
  {
    path: '/account/tokens',
    row: row('add-my-token'),
    take: ({ name, days, scopes }) => ({
      body: { name: text(name), days: Number(text(days)), scopes: [...texts(scopes)] },
    }),
    then: {
      title: 'An API token',
      show: (answer) => markup`<section><p>Copy it now: it is shown this once and kept nowhere.</p>
<pre id="token">${(answer as { readonly token: string }).token}</pre><p><a href="/account">Back to your account</a></p></section>`,
    },
  },
  {
    path: '/account/tokens/:id/revoke',
    row: row('revoke-token'),
    take: (_, { id }) => ({ params: { id } }),
    then: '/account',
  },
];
