import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a fake answers; `reset` breaks the connection instead. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly reset?: true;
}

export interface Fake {
  readonly url: string;
  /** Calls in the order in which they came, as `nameOf` calls them. */
  readonly calls: string[];
  /** From here on this call is taken and never answered; undefined answers again. */
  hang: string | undefined;
  close(): Promise<void>;
}

/** An HTTP server for fakes of providers: counts calls, hangs on request, answers JSON. */
export async function fakeServer(
  nameOf: (request: IncomingMessage) => string,
  reply: (call: string, request: IncomingMessage) => Reply,
): Promise<Fake> {
  const calls: string[] = [];
  const state = { hang: undefined as string | undefined };
  const server = createServer((request, response) => {
    const call = nameOf(request);
    calls.push(call);
    if (call === state.hang) return;
    send(response, reply(call, request));
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  });
}

function send(response: ServerResponse, { status, body, headers, reset }: Reply): void {
  if (reset === true) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
