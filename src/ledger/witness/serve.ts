import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Witness } from './witness.ts';

const LARGEST = 1 << 20;
const PLAIN = 'text/plain; charset=utf-8';

interface Said {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The witness behind HTTP: `POST /add-checkpoint`, and nothing else. */
export function witnessServer(witness: Witness): Server {
  const limits = { requestTimeout: 10_000, headersTimeout: 5000, maxHeaderSize: 8192 };
  const server = createServer(limits, (request, response) => {
    void answered(witness, request)
      .catch((): Said => say(500, 'the witness cannot keep what it has seen, and signs nothing'))
      .then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' });
        response.end(body);
      });
  });
  server.maxConnections = 256;
  return server;
}

async function answered(witness: Witness, request: IncomingMessage): Promise<Said> {
  if (request.url !== '/add-checkpoint') return say(404, 'there is only /add-checkpoint');
  if (request.method !== 'POST') return say(405, 'it is asked with POST');
  const body = await bodyOf(request);
  return body ? witness.addCheckpoint(body) : say(413, 'the request is too long');
}

const say = (status: number, body: string): Said => ({ status, type: PLAIN, body: `${body}\n` });

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    length += bytes.length;
    if (length > LARGEST) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
