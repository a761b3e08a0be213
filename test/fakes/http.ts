import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of this machine for the FAKES that speak HTTP with JSON: it notes each call and can leave one hanging. */
export interface FakeServer {
  readonly url: string;
  /** Calls in the order in which they came, as the fake names them. */
  readonly calls: string[];
  /** From here on this call is taken and never answered; undefined answers again. */
  hang: string | undefined;
  close(): Promise<void>;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export async function fakeServer(
  name: (request: IncomingMessage, url: URL) => string,
  answer: (call: string, request: IncomingMessage, body: string) => Answer,
): Promise<FakeServer> {
  const calls: string[] = [];
  const fake = { hang: undefined as string | undefined };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const call = name(request, new URL(request.url ?? '/', 'http://fake'));
      calls.push(call);
      if (fake.hang !== call) send(response, answer(call, request, body));
    });
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
