import type { FastifyRequest } from 'fastify';
import type { LedgerEvent } from '../../ledger/entry/entry.ts';
import { traceOf } from '../trace.ts';

const MINUTE_MS = 60_000;
const EACH = 30;

type Append = (event: LedgerEvent) => Promise<unknown>;

/**
 * Sign-ins that failed, for the record: so many a minute each by itself, the rest as a count. Strangers cause them, and must not be able to fill the
 * disk. What they sent is not recorded; only which way, why, and from where.
 */
export class Failures {
  readonly #append: Append;
  readonly #now: () => Date;
  #since = 0;
  #each = 0;
  #rest = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(append: Append, now: () => Date) {
    this.#append = append;
    this.#now = now;
  }

  add(request: FastifyRequest, how: string, reason: string): void {
    request.log.info({ how, reason }, 'a sign-in failed');
    const now = this.#now().getTime();
    if (now - this.#since >= MINUTE_MS) {
      this.#tellRest(request);
      this.#since = now;
      this.#each = 0;
    }
    this.#each += 1;
    if (this.#each > EACH) {
      this.#rest += 1;
      this.#timer ??= setTimeout(() => {
        this.#tellRest(request);
      }, MINUTE_MS).unref();
      return;
    }
    this.#tell(request, { object: `from:${request.ip}`, reason, data: { how }, trace: traceOf(request) });
  }

  #tellRest(request: FastifyRequest): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#rest === 0) return;
    this.#tell(request, { object: 'from:anywhere', reason: 'more of them', data: { count: this.#rest } });
    this.#rest = 0;
  }

  #tell({ log }: FastifyRequest, more: Pick<LedgerEvent, 'object' | 'reason' | 'data' | 'trace'>): void {
    this.#append({
      kind: 'sign-in-failed',
      actor: 'nobody',
      action: 'sign-in',
      outcome: 'denied',
      ...more,
    }).catch((error: unknown) => {
      log.error({ err: error }, 'a failed sign-in could not be recorded');
    });
  }
}
