import pg from 'pg';

const SOON_MS = 100;
const LATE_MS = 5000;

/** A connection that is kept, and made again whenever it is lost. What `begin` does is done on each. */
export class StandingConnection {
  readonly #config: pg.ClientConfig;
  readonly #begin: (client: pg.Client) => Promise<void>;
  readonly #heard: () => void;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #wait = SOON_MS;

  constructor(config: pg.ClientConfig, begin: (client: pg.Client) => Promise<void>, heard: () => void) {
    this.#config = config;
    this.#begin = begin;
    this.#heard = heard;
  }

  /** Rejects when the first one fails; later ones are tried until it is closed. */
  async open(): Promise<void> {
    const client = new pg.Client(this.#config);
    let over = false;
    const lost = (): void => {
      if (over) return;
      over = true;
      this.#client = undefined;
      this.#again();
    };
    client.on('error', lost);
    client.on('notification', this.#heard);
    try {
      await client.connect();
      await this.#begin(client);
    } catch (error) {
      over = true;
      await client.end().catch(() => undefined);
      throw error;
    }
    client.on('end', lost);
    this.#client = client;
    this.#wait = SOON_MS;
    if (this.#closed) await this.close();
    // What happened while there was none was not heard.
    this.#heard();
  }

  /** Whether it is there, and what it began with. */
  get stands(): boolean {
    return this.#client !== undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    client?.removeAllListeners('end');
    await client?.end().catch(() => undefined);
  }

  #again(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#wait = Math.min(this.#wait * 2, LATE_MS);
      this.open().catch(() => {
        this.#again();
      });
    }, this.#wait);
    this.#timer.unref();
  }
}
