import { printable } from '../printable.ts';
import type { Child, Make, Tag } from './element.ts';

/** HTML that was made here from elements and escaped text. There is no way to make one from a string as it stands. */
export class Markup {
  readonly #html: string;

  private constructor(html: string) {
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }

  static readonly make: Make<Markup> = (tag, attributes, ...children) => {
    let html = `<${tag}`;
    for (const [name, value] of Object.entries(attributes ?? {}))
      if (value !== undefined && NAME.test(name)) html += value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`;
    if (VOID.has(tag)) return new Markup(`${html}>`);
    return new Markup(`${html}>${children.map(written).join('')}</${tag}>`);
  };
}

const VOID: ReadonlySet<Tag> = new Set<Tag>(['input', 'wbr']);
const NAME = /^[a-z][a-z-]{0,40}$/u;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(child: Child<Markup>): string {
  if (typeof child === 'string') return escaped(child);
  return child instanceof Markup ? child.toString() : child.map(written).join('');
}

/**
 * Text as a page may show it: no control character but the line end, no mark-up. A page that is printed in a job's log must not begin a line with
 * a command to its runner, which names of scanned files could hold.
 */
export function escaped(text: string): string {
  return plain(text)
    .replace(/[&<>"']/gu, (found) => ENTITIES[found] ?? '')
    .replace(/^(\s*)::/gmu, '$1&#58;:')
    .replace(/##\[/gu, '#&#35;[');
}

/** What a page may show: line ends stay, all else that does not print is spelled out. */
export function plain(text: string): string {
  return text.includes('\n') ? text.split('\n').map(printable).join('\n') : printable(text);
}
