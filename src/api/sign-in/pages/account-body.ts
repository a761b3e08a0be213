import type { Role } from '../../../governance/roles.ts';
import type { Account } from '../../../store/rows/people.ts';
import type { Session } from '../../../store/rows/sessions.ts';
import type { ApiToken } from '../../../store/rows/tokens.ts';
import { form } from '../../html/form.ts';
import { markup, type Html } from '../../html/html.ts';
import { table } from '../../html/table.ts';
import { time } from '../../html/time.ts';
import { SCOPES } from '../../principal.ts';
import { passkeysSection, type AccountPasskeys } from './account-passkeys.ts';

interface AccountBody extends AccountPasskeys {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly sessions: readonly Session[];
  readonly tokens: readonly ApiToken[];
  readonly accounts: readonly Account[];
  readonly current: Buffer | undefined;
}

const HOW = { link: 'a one-time link', oidc: 'a provider', passkey: 'a passkey' } as const;

export const accountBody = (of: AccountBody): Html =>
  markup`${[who(of), sessionsOf(of), passkeysSection(of), tokensOf(of), accountsOf(of)]}`;

const who = ({ name, roles }: AccountBody): Html => markup`<section aria-labelledby="who"><h2 id="who">${name}</h2>
${
  roles.length === 0
    ? markup`<p class="soft">You hold no role yet: an administrator gives them.</p>`
    : markup`<ul>${roles.map(
        ({ role, environment, team }) =>
          markup`<li><strong>${role}</strong> <span class="soft">environment ${environment}, team ${team}</span></li>`,
      )}</ul>`
}</section>`;

const sessionsOf = ({ sessions, current, csrf }: AccountBody): Html => markup`<section aria-labelledby="sessions">
<h2 id="sessions">Sessions</h2>
${table(
  ['Signed in by', 'Begun', 'Used last', 'Ends', 'Action'],
  sessions.map(({ hash, how, created, usedLast, expires }) => [
    markup`${HOW[how]}${current?.equals(hash) === true && markup` <strong>(this one)</strong>`}`,
    time(created),
    time(usedLast),
    time(expires),
    form(`/account/sessions/${hash.toString('base64url')}/end`, csrf, { button: 'End' }),
  ]),
)}
${form('/account/sessions/end', csrf, { button: 'End all, this one too' })}</section>`;

const tokensOf = ({ tokens, csrf }: AccountBody): Html => markup`<section aria-labelledby="tokens">
<h2 id="tokens">API tokens</h2>
${
  tokens.length === 0
    ? markup`<p class="soft">None.</p>`
    : table(
        ['Name', 'For', 'Made', 'Expires', 'Action'],
        tokens.map(({ id, name, scopes, created, expires }) => [
          name,
          scopes.join(', '),
          time(created),
          time(expires),
          form(`/account/tokens/${id}/revoke`, csrf, { button: 'Revoke' }),
        ]),
      )
}
${form('/account/tokens', csrf, {
  fields: markup`<label for="token-name">Name of a new one<input id="token-name" name="name" required maxlength="100"></label>
<fieldset><legend>What it is for</legend>${SCOPES.map(
    (scope) =>
      markup`<label class="check"><input type="checkbox" name="scopes" value="${scope}"${scope === 'read' && markup` checked`}>${scope}</label>`,
  )}</fieldset>
<label for="token-days">Days until it expires<input id="token-days" name="days" type="number" min="1" max="366" value="30" required></label>`,
  button: 'Make a token',
})}</section>`;

const accountsOf = ({ accounts }: AccountBody): Html => markup`<section aria-labelledby="accounts">
<h2 id="accounts">Accounts that are yours</h2>
${
  accounts.length === 0
    ? markup`<p class="soft">None is known. They come with a sign-in at a provider, from the directory, or by an administrator.</p>`
    : table(
        ['System', 'Where', 'Name'],
        accounts.map(({ system, realm, name }) => [system, realm, markup`<span class="code">${name}</span>`]),
      )
}
<p class="soft">Rules about people hold for you, whichever of them you use.</p></section>`;
