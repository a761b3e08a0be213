import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between a client and Writ, and fails as networks and proxies do. It passes on what nothing else is said about. */
export interface Between {
  readonly url: string;
  /** What is done with the next requests, in order. */
  readonly next: Turn[];
  /** Headers and paths that came. */
  readonly seen: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export type Turn =
  | { readonly kind: 'pass' }
  /** Done, and the answer gets lost. */
  | { readonly kind: 'lose' }
  /** Nothing comes back. */
  | { readonly kind: 'hang' }
  /** The answer is cut off after so many of its parts. */
  | { readonly kind: 'cut'; readonly after: number }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

export async function between(target: string): Promise<Between> {
  const next: Turn[] = [];
  const seen: Between['seen'] = [];
  const server = createServer((asked, answer) => {
    seen.push({ path: asked.url ?? '', headers: asked.headers });
    const turn = next.shift() ?? { kind: 'pass' };
    if (turn.kind === 'hang') return;
    if (turn.kind === 'answer') answer.writeHead(turn.status, turn.headers).end(turn.body);
    else pass(target, turn, asked, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function pass(target: string, turn: Turn, asked: IncomingMessage, answer: ServerResponse): void {
  const { hostname, port } = new URL(target);
  const headers = { ...asked.headers, host: `${hostname}:${port}` };
  const on = request({ hostname, port, method: asked.method, path: asked.url, headers }, (back) => {
    if (turn.kind === 'lose') {
      back.resume().on('end', () => answer.destroy());
      return;
    }
    answer.writeHead(back.statusCode ?? 0, back.headers);
    let parts = 0;
    back.on('data', (part: Buffer) => {
      parts += 1;
      answer.write(part, () => {
        if (turn.kind === 'cut' && parts >= turn.after) answer.destroy();
      });
    });
    back.on('end', () => answer.end());
    back.on('error', () => answer.destroy());
  });
  answer.on('close', () => on.destroy());
  on.on('error', () => answer.destroy());
  asked.pipe(on);
}
