import { printable } from '../report/printable.ts';
import { truncateStart } from '../report/width.ts';

const EVERY_MS = 100;

/**
 * One line on stderr that is drawn over itself, at most ten times a second. `write` is synchronous: the scan that reports here may
 * not yield for a while.
 */
export class Progress {
  private drawn = false;
  private last = 0;
  private readonly write: (text: string) => void;
  private readonly width: number;
  private readonly now: () => number;

  constructor(write: (text: string) => void, width: number, now: () => number = () => performance.now()) {
    this.write = write;
    this.width = width;
    this.now = now;
  }

  readonly show = (done: number, total: number, what: string): void => {
    const time = this.now();
    if (this.drawn && time - this.last < EVERY_MS) return;
    this.last = time;
    this.drawn = true;
    const head = total > 0 ? `${done}/${total} ` : '';
    this.write(`\r\u001b[K${head}${truncateStart(printable(what), Math.max(10, this.width - head.length - 1))}`);
  };

  clear(): void {
    if (this.drawn) this.write('\r\u001b[K');
    this.drawn = false;
  }
}
