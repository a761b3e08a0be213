import { csrfField } from '../../html/form.ts';
import { markup, type Html } from '../../html/html.ts';
import { layout } from '../../html/layout.ts';
import type { Provider } from '../oidc/provider.ts';
import { noNameNote, passkeyForm, PASSKEY_SCRIPT_AT } from '../passkeys/passkey-form.ts';
import { relyingPartyAt } from '../passkeys/relying-party.ts';

interface SignInPage {
  readonly csrf: string;
  readonly returns: string;
  readonly providers: readonly Provider[];
  /** Nobody is an administrator yet. */
  readonly setUp: boolean;
  readonly origin: string;
}

export const signInPage = ({ csrf, returns, providers, setUp, origin }: SignInPage): Html =>
  layout({
    title: 'Sign in',
    path: '/sign-in',
    scripts: [PASSKEY_SCRIPT_AT],
    body: markup`${
      setUp &&
      markup`<p class="note">Nobody is an administrator yet. Open the link that the program printed where it was started; it is good for 15 minutes, and a new
start prints a new one.</p>`
    }
${providers.map(
  ({ id, name }) => markup`<form class="full" method="post" action="/sign-in/oidc/${id}">${csrfField(csrf)}
<input type="hidden" name="return" value="${returns}"><button class="main">Sign in with ${name}</button></form>`,
)}
${
  !setUp &&
  (relyingPartyAt(origin)
    ? passkeyForm({
        does: 'sign',
        action: '/sign-in/passkey',
        options: '/sign-in/passkey/options',
        csrf,
        fields: markup`<input type="hidden" name="return" value="${returns}">`,
        button: 'Sign in with a passkey',
      })
    : noNameNote(origin))
}
<p class="soft">No way in? An administrator can make a one-time link for you.</p>`,
  });

export const linkPage = (csrf: string, setUp: boolean): Html =>
  layout({
    title: setUp ? 'Set Writ up' : 'Sign in by a link',
    path: '/sign-in/link',
    scripts: ['/assets/link.js'],
    body: markup`<section>
<p class="soft">${
      setUp
        ? 'You become its first administrator. Nobody checks what you do until there is a second one; each change is marked in the ledger.'
        : 'The link is good for one sign-in.'
    }</p>
<form method="post" action="/sign-in/link">${csrfField(csrf)}
<label for="token">Code of the link<input id="token" name="token" required maxlength="43" autocomplete="off" spellcheck="false"></label>
${setUp && markup`<label for="name">Your name<input id="name" name="name" required maxlength="200" autocomplete="name"></label>`}
<button class="main">${setUp ? 'Begin' : 'Sign in'}</button></form></section>`,
  });
