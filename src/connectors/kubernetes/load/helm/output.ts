import type { Lines } from '../../../../bytes/lines.ts';

/** What a template prints, with the place in the template that each printed line began at. */
export class Output {
  readonly #parts: string[] = [];
  /** For each printed line: an offset in the template. */
  readonly #origins: number[] = [];
  #fresh = true;

  /** `literal`: the text stands in the template as it is, so its lines have places of their own; else all have the place of the action. */
  add(text: string, at: number, literal: boolean): void {
    if (text === '') return;
    this.#parts.push(text);
    for (let from = 0; from < text.length;) {
      if (this.#fresh) this.#origins.push(literal ? at + from : at);
      const end = text.indexOf('\n', from);
      this.#fresh = end >= 0;
      if (end < 0) return;
      from = end + 1;
    }
  }

  text(): string {
    return this.#parts.join('');
  }

  /** The template's line of each printed line. */
  origins(lines: Lines): Int32Array {
    return Int32Array.from(this.#origins, (at) => lines.lineAt(at));
  }
}
