import { csrfField } from '../../html/form.ts';
import { markup, type Child, type Html } from '../../html/html.ts';

export const PASSKEY_SCRIPT_AT = '/assets/passkey.js';

interface PasskeyForm {
  readonly does: 'make' | 'sign';
  readonly action: string;
  /** Where the script asks what to ask the device for. */
  readonly options: string;
  readonly csrf: string;
  readonly fields?: Child;
  readonly button: string;
}

/** A form that only the script can fill: without it one is told so, in place of a button that does nothing. */
export const passkeyForm = ({ does, action, options, csrf, fields, button }: PasskeyForm): Html =>
  markup`<noscript><p class="note">Passkeys need JavaScript, which is off in this browser.</p></noscript>
<form${does === 'sign' && markup` class="full"`} method="post" action="${action}" data-passkey="${does}" data-options="${options}" hidden>${csrfField(csrf)}
<input type="hidden" name="answer" value="">${fields}<button${does === 'sign' && markup` class="main"`}>${button}</button></form>
<p class="note medium" id="passkey-told" role="status" hidden></p>`;

/** In place of the form, where browsers make no passkeys for the address. */
export const noNameNote = (origin: string): Html => {
  const { hostname, port, protocol } = new URL(origin);
  const loopback = hostname === '127.0.0.1' || hostname === '[::1]';
  const there = `${protocol}//localhost${port === '' ? '' : `:${port}`}`;
  return markup`<p class="note">Passkeys are for names, and this page is at an address of digits.${loopback && markup` Open <a href="${there}">${there}</a> instead.`}</p>`;
};
