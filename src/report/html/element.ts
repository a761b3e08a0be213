/** The elements that the report is made of; there is none that loads, embeds or runs anything. */
export type Tag =
  | 'a' | 'abbr' | 'article' | 'aside' | 'bdi' | 'button' | 'caption' | 'code' | 'dd' | 'details' | 'div' | 'dl' | 'dt' | 'footer' | 'h1'
  | 'h2' | 'h3' | 'h4' | 'header' | 'input' | 'label' | 'legend' | 'fieldset' | 'li' | 'main' | 'nav' | 'noscript' | 'ol' | 'option' | 'p'
  | 'pre' | 'section' | 'select' | 'small' | 'span' | 'strong' | 'summary' | 'table' | 'tbody' | 'td' | 'th' | 'thead' | 'time' | 'tr'
  | 'ul' | 'wbr'; // prettier-ignore

/** No `style`, no `src`, no handler; `href` leads only to a place of the same page. */
export type Attributes = Readonly<
  Partial<
    Record<
      | 'class' | 'id' | 'title' | 'role' | 'type' | 'for' | 'value' | 'scope' | 'datetime' | 'name' | 'lang' | 'placeholder' | 'autocomplete'
      | 'tabindex' | `aria-${string}` | `data-${string}`,
      string
    > &
      Record<'hidden' | 'open' | 'checked', true> &
      Record<'href', `#${string}`>
  >
>; // prettier-ignore

/** Makes an element of kind N. A child that is a string is text, whatever it contains; `false` leaves an attribute or child out. */
export type Make<N> = (tag: Tag, attributes: Attributes | null, ...children: readonly Child<N>[]) => N;
export type Child<N> = N | string | readonly (N | string)[];
