import { Lines } from '../../bytes/lines.ts';

/** The text of a file that fixes edit, with what is asked of it as a whole worked out once: a file may have thousands of findings. */
export class SourceText {
  readonly text: string;
  /** Whether lines end as on Windows. */
  readonly crlf: boolean;
  /** A carriage return ends a line by itself: diffs and commands, which count line feeds, would take all for one line. */
  readonly loneReturn: boolean;
  /** Characters of its documents that were parsed to check a fix. */
  parsed = 0;
  #lines: Lines | undefined;

  constructor(text: string) {
    this.text = text;
    this.crlf = text.includes('\r\n');
    this.loneReturn = text.includes('\r') && /\r(?!\n)/u.test(text);
  }

  /** Lines that end before an offset. */
  linesBefore(offset: number): number {
    return this.#index().lineAt(offset) - 1;
  }

  /** Characters of the line that an offset stands on, its end included. */
  lineLength(offset: number): number {
    const line = this.#index().lineAt(offset);
    return this.#index().startOf(line + 1) - this.#index().startOf(line);
  }

  get lines(): number {
    return this.#index().lineAt(this.text.length) - (this.text.endsWith('\n') ? 1 : 0);
  }

  #index(): Lines {
    return (this.#lines ??= new Lines(this.text));
  }
}
