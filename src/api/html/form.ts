import { markup, type Child, type Html } from './html.ts';

/** What a form of ours carries and no other site can know: without it a change is refused. */
export const csrfField = (csrf: string | undefined): Html =>
  markup`<input type="hidden" name="csrf" value="${csrf ?? ''}" />`;

/** A form that changes something. The fields come before the button. */
export const form = (
  action: string,
  csrf: string,
  { fields, button, main = false }: { readonly fields?: Child; readonly button: string; readonly main?: boolean },
): Html => markup`<form method="post" action="${action}">${csrfField(csrf)}${fields}
<button${main && markup` class="main"`}>${button}</button></form>`;
