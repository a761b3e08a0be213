import { hasHole } from '../../model/hole.ts';
import type { Template } from '../condition/template.ts';
import { openMatch, outlined } from '../match/open.ts';
import { Pattern } from '../match/pattern.ts';
import type { Question } from '../question/question.ts';
import { NO, YES, type Truth } from '../truth.ts';

/** One value of a Resource element with variables or holes. */
export class OpenResource {
  readonly source: string | Template;
  /** What it is with anything for its variables and holes: a resource that this does not match, it does not. */
  readonly #outline: Pattern;
  /** The last text that its variables made of it. */
  #last: Pattern;

  constructor(source: string | Template) {
    this.source = source;
    this.#outline = new Pattern(outlined(typeof source === 'string' ? source : source.outline));
    this.#last = this.#outline;
  }

  truth(question: Question): Truth {
    const { resource, open } = question;
    if (!open && !this.#outline.test(resource)) return NO;
    const text = typeof this.source === 'string' ? this.source : this.source.text(question);
    if (text === undefined) return NO;
    if (open || hasHole(text)) return openMatch(text, resource);
    if (text !== this.#last.source) this.#last = new Pattern(text);
    return this.#last.test(resource) ? YES : NO;
  }
}
