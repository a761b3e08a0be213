import { request } from 'node:http';
import type { Draft } from './draft.ts';

/** What goes out, byte for byte. */
export interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Longer than anything takes here, however loaded the machine is: who has no answer by then waits for ever. */
const HANGS_MS = 60_000;
const LARGEST = 64 << 20;

export function sentOf(
  { operation, method, params, query, headers, body }: Draft,
  credential: Readonly<Record<string, string>>,
): Sent {
  const path = operation.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => params[name] ?? 'x');
  const escaped = (text: string): string =>
    /^[\x21-\x7e]*$/u.test(text) ? text : encodeURIComponent(text.toWellFormed());
  const search = query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&');
  const bytes = body === undefined ? undefined : 'raw' in body ? body.raw : Buffer.from(JSON.stringify(body.json));
  return {
    method,
    target: search === '' ? path : `${path}?${search}`,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, bytesOf(value)])),
      ...credential,
    },
    body: bytes,
  };
}

/** A header is bytes, and Node takes each as one character. */
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

/** The answer; undefined when the server closed without one. Throws when there is none in time. */
export function send(url: string, { method, target, headers, body }: Sent): Promise<Got | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, method, path: target, headers, agent: false, setHost: headers['host'] === undefined },
      (response) => {
        const { statusCode: status = 0, headers: got } = response;
        const parts: Buffer[] = [];
        let size = 0;
        const end = (): void => {
          clearTimeout(timer);
          resolve({ status, headers: got, text: Buffer.concat(parts).toString() });
        };
        response.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          // A stream goes on: its first words are enough.
          if (size > LARGEST || got['content-type']?.startsWith('text/event-stream')) {
            end();
            asked.destroy();
          }
        });
        response.on('end', end);
        response.on('error', end);
      },
    );
    const timer = setTimeout(() => {
      asked.destroy();
      reject(new Error('no answer in a minute'));
    }, HANGS_MS);
    asked.on('error', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    asked.end(body);
  });
}
