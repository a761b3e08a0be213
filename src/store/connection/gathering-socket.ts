import { Socket } from 'node:net';

/**
 * Sends what is written in one turn together: a statement of the protocol is five messages, and a transaction that asks at once many statements. One call of the
 * system for each was the largest part of what a change cost.
 */
export class GatheringSocket extends Socket {
  #gathers = false;

  override cork(): void {
    if (!this.#gathers) {
      this.#gathers = true;
      super.cork();
      process.nextTick(() => {
        this.#gathers = false;
        super.uncork();
      });
    }
    super.cork();
  }
}
