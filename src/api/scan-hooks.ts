import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { requestScan, sourceByName, type SourceSettings } from '../store/rows/source-settings.ts';
import type { Store } from '../store/store.ts';
import { Refused } from './refused.ts';

export interface HookDoor {
  readonly store: Store;
  readonly now: () => Date;
  /** When the scan of a source that runs now began. */
  readonly runningSince: (name: string) => Date | undefined;
}

/** The largest body that is looked at: a push of many commits. It is read before anybody is known. */
const LARGEST = 5 << 20;
const SIGNATURE = /^sha256=([0-9a-f]{64})$/u;

/**
 * `POST /hooks/scan/{name}`: a repository says that it changed. Whoever signs the body with the secret of the source (as GitHub does,
 * `X-Hub-Signature-256`) asks for a scan and learns nothing. A body that is sent again asks for no more than one scan that waits.
 */
export async function scanHooks(server: FastifyInstance, { store, now, runningSince }: HookDoor): Promise<void> {
  await server.register((hooks, _, done) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST }, (__, body, parsed) => {
      parsed(null, body);
    });
    hooks.post<{ Params: { readonly name: string } }>(
      '/hooks/scan/:name',
      { bodyLimit: LARGEST, schema: { hide: true } },
      async ({ params: { name }, headers, body }, reply) => {
        const source = name.length > 253 ? undefined : await store.read((db) => sourceByName(db, name));
        const sent = headers['x-hub-signature-256'];
        const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
        // Without a secret as long as with one, so that nobody learns which sources there are.
        const good = isSigned(bytes, source?.hook ?? NO_SECRET, typeof sent === 'string' ? sent : '');
        if (!source?.hook || !good) throw new Refused('unauthenticated');
        if (headers['x-github-event'] !== 'ping' && source.paths.length > 0 && !waits(source, runningSince(name)))
          await store.change({ actor: `hook:${name}`, now: now() }, (change) => requestScan(change, name));
        return reply.code(202).send({ status: 'accepted' });
      },
    );
    done();
  });
}

/** One that runs may have read what changed since. */
const waits = ({ requested }: SourceSettings, runs: Date | undefined): boolean =>
  requested !== null && (runs === undefined || requested > runs);

const NO_SECRET = 'of no source';

function isSigned(body: Buffer, secret: string, sent: string): boolean {
  const signature = Buffer.from(SIGNATURE.exec(sent)?.[1] ?? '', 'hex');
  const wanted = createHmac('sha256', secret).update(body).digest();
  return signature.length === wanted.length && timingSafeEqual(signature, wanted);
}
