import { accountsOf } from '../../../store/rows/people.ts';
import { passkeysOf } from '../../../store/rows/passkeys.ts';
import { sessionsOf } from '../../../store/rows/sessions.ts';
import { tokensOf } from '../../../store/rows/tokens.ts';
import { markup } from '../../html/html.ts';
import type { Form, PageAction, PageView } from '../../html/page-row.ts';
import { myRoutes } from '../../routes/me.ts';
import { isLastWay, myPasskeyRoutes } from '../../routes/my-passkeys.ts';
import { mySignInRoutes } from '../../routes/my-sign-in.ts';
import { PASSKEY_SCRIPT_AT } from '../passkeys/passkey-form.ts';
import { accountBody } from './account-body.ts';

const row = (id: string) => {
  const found = [...myRoutes, ...myPasskeyRoutes, ...mySignInRoutes].find((one) => one.id === id);
  if (!found) throw new Error(`there is no row ${id}`);
  return found;
};

const text = (value: Form[string]): string => (typeof value === 'string' ? value : '');
/** What the script of a page put into a field. */
function json(field: string): object {
  try {
    const value: unknown = JSON.parse(field);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

const texts = (value: Form[string]): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

export const ACCOUNT_VIEWS: readonly PageView[] = [
  {
    id: 'account-page',
    path: '/account',
    title: 'Your account',
    scripts: [PASSKEY_SCRIPT_AT],
    async view(db, { principal, csrf, origin, now }) {
      const { id, name, roles, by } = principal;
      const [sessions, passkeys, tokens, accounts] = [
        await sessionsOf(db, id, now),
        await passkeysOf(db, id),
        await tokensOf(db, id, now),
        await accountsOf(db, id),
      ];
      const current = 'session' in by ? by.session : undefined;
      const only = passkeys[0]?.id;
      const last = only !== undefined && (await isLastWay(db, id, only)) ? only : undefined;
      return accountBody({ name, roles, sessions, passkeys, last, tokens, accounts, current, csrf, origin });
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
    take: ({ last }, { id }) => ({ params: { id }, query: last === 'true' ? { last: true } : {} }),
    then: '/account',
  },
  {
    path: '/account/passkeys',
    row: row('add-my-passkey'),
    take: ({ name, answer }) => ({ body: { ...json(text(answer)), name: text(name) } }),
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
