/** Markup that is made here only: what is put into it is text, or markup made in the same way. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }

  static of(strings: TemplateStringsArray, ...values: readonly Child[]): Html {
    return new Html(strings.reduce((before, after, at) => `${before}${markupOf(values[at - 1])}${after}`));
  }
}

/** Nothing is left out, everything else is escaped; an attribute's value stands in double quotes. */
export type Child = Html | string | number | false | null | undefined | readonly Child[];

/** `` markup`<p title="${text}">${text}</p>` `` */
export const markup = (strings: TemplateStringsArray, ...values: readonly Child[]): Html => Html.of(strings, ...values);

function markupOf(child: Child): string {
  if (child === false || child === null || child === undefined) return '';
  if (child instanceof Html) return child.toString();
  if (typeof child === 'string' || typeof child === 'number') return escaped(String(child));
  return child.map(markupOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that nobody sees, or that turn the reading direction, are shown as what they are. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

function escaped(text: string): string {
  return text
    .replaceAll(UNSEEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(/[&<>"']/gu, (one) => ENTITIES[one] ?? '');
}
