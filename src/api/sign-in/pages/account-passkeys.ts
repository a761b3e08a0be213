import type { Passkey } from '../../../store/rows/passkeys.ts';
import { form } from '../../html/form.ts';
import { markup, type Html } from '../../html/html.ts';
import { table } from '../../html/table.ts';
import { time } from '../../html/time.ts';
import { noNameNote, passkeyForm } from '../passkeys/passkey-form.ts';
import { relyingPartyAt } from '../passkeys/relying-party.ts';

export interface AccountPasskeys {
  readonly passkeys: readonly Passkey[];
  /** Of one without which its person cannot sign in. */
  readonly last: string | undefined;
  readonly csrf: string;
  readonly origin: string;
}

export const passkeysSection = ({ passkeys, last, csrf, origin }: AccountPasskeys): Html =>
  markup`<section aria-labelledby="passkeys">
<h2 id="passkeys">Passkeys</h2>
<p class="soft">A key that stays in your device or in your password manager and opens by its PIN, your finger or your face.</p>
${
  passkeys.length > 0 &&
  table(
    ['Name', 'Added', 'Used last', 'Action'],
    passkeys.map(({ id, name, created, usedLast }) => [
      name,
      time(created),
      usedLast ? time(usedLast) : 'never',
      form(`/account/passkeys/${encodeURIComponent(id)}/remove`, csrf, {
        fields:
          id === last &&
          markup`<label class="check"><input type="checkbox" name="last" value="true" required>I know that I have no other way to sign in</label>`,
        button: 'Remove',
      }),
    ]),
  )
}
${
  relyingPartyAt(origin)
    ? passkeyForm({
        does: 'make',
        action: '/account/passkeys',
        options: '/api/me/passkeys/options',
        csrf,
        fields: markup`<label for="passkey-name">Name of a new one<input id="passkey-name" name="name" required maxlength="100" placeholder="Laptop" autocomplete="off"></label>`,
        button: 'Add a passkey',
      })
    : noNameNote(origin)
}
<p class="soft">One is added within 15 minutes of a sign-in. <a href="/sign-in?return=%2Faccount">Sign in again</a></p></section>`;
