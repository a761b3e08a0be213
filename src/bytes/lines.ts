/** Turns offsets into lines. */
export interface LineIndex {
  lineAt(offset: number): number;
  startOf(line: number): number;
  columnAt(offset: number): number;
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The same of a text without carriage returns, which is most. */
function startsAfterFeeds(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line starts of one text, to turn offsets into lines without keeping the text. Lines count from 1; CRLF, LF and a lone CR end one. */
export class Lines implements LineIndex {
  readonly #starts: Int32Array;
  readonly #length: number;

  constructor(text: string) {
    this.#starts = new Int32Array(text.includes('\r') ? startsOf(text) : startsAfterFeeds(text));
    this.#length = text.length;
  }

  /** The line that an offset stands on. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Offset of the first character of a line; the length of the text for a line past the last. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#length;
  }

  /** Characters before an offset on its line. */
  columnAt(offset: number): number {
    return offset - this.startOf(this.lineAt(offset));
  }
}
