import type * as Client from '@kubernetes/client-node';
import http from 'node:http';
import https from 'node:https';
import { WritError } from '../../model/errors.ts';
import { retryAfter, type Sent } from '../patience.ts';
import { callerOf } from '../caller.ts';
import type { CollectOptions } from '../port.ts';
import { sdk } from '../sdk.ts';
import { finalCode, statusCode } from './failure.ts';

export type Sdk = typeof Client;
export const PACKAGES = ['@kubernetes/client-node'] as const;
export const loadSdk = (): Promise<Sdk> => sdk(() => import('@kubernetes/client-node'), PACKAGES);

/** An answer of the API server, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The form in which lists are asked for. */
export const ACCEPT = {
  whole: 'application/json',
  metadata: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  table: 'application/json;as=Table;g=meta.k8s.io;v=v1',
} as const;

/** Bytes of one answer; a page of 500 objects at etcd's own bound of 1.5 MiB each would be more, and is refused. */
const LARGEST = 256 * 1024 * 1024;
/** So long what the kubeconfig said is used again: a program that prints a token is not run for each request. */
const SIGNED_MS = 60_000;
/** Worth another try (RFC 9110; 429 of API Priority and Fairness). */
const AGAIN: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** One cluster, asked as one context says. Whose credentials and which certificates is the official client's; only GET is ever sent. */
export class ApiServer {
  readonly #config: Client.KubeConfig;
  readonly #server: URL;
  readonly #options: CollectOptions;
  #signed: { readonly options: https.RequestOptions; readonly at: number } | undefined;

  constructor(config: Client.KubeConfig, server: URL, options: CollectOptions) {
    this.#config = config;
    this.#server = server;
    this.#options = options;
  }

  close(): void {
    const agent = this.#signed?.options.agent;
    if (typeof agent === 'object') agent.destroy();
  }

  /** Who asks, for the journal: whose the token is, the certificate, or the name. */
  async caller(): Promise<string> {
    const { headers, auth, cert } = await this.#sign();
    const sent = new Headers(headers as Record<string, string> | undefined);
    const token = sent.get('authorization')?.replace(/^Bearer /iu, '');
    const as = sent.get('impersonate-user');
    return JSON.stringify([token === undefined ? null : presigned(token), auth ?? null, cert?.toString() ?? null, as]);
  }

  /** Sends once. A 401 is tried again with credentials that are read anew. */
  async get(path: string, accept: string): Promise<Sent<Answer>> {
    let sent = await this.#send(path, accept);
    if ('answer' in sent && sent.answer.status === 401) {
      this.#signed = undefined;
      sent = await this.#send(path, accept);
    }
    if ('answer' in sent && sent.answer.status === 401)
      throw new WritError('no-sign-in', 'the API server says HTTP-401');
    return sent;
  }

  async #send(path: string, accept: string): Promise<Sent<Answer>> {
    const options = await this.#sign();
    try {
      const { status, headers, text } = await request(
        new URL(`${this.#server.pathname.replace(/\/$/u, '')}${path}`, this.#server),
        {
          ...options,
          headers: {
            ...(options.headers as http.OutgoingHttpHeaders | undefined),
            accept,
            'user-agent': 'writ-collect',
          },
        },
        this.#options.timeout,
      );
      const body = parsed(text);
      if (status === 200 && body === undefined) return { again: 'not-json' };
      if (!AGAIN.has(status)) return { answer: { status, body } };
      const after = retryAfter(headers['retry-after'], this.#options.now());
      return { again: statusCode(status, body), ...(after === undefined ? {} : { after }) };
    } catch (error) {
      const code = finalCode(error);
      if (code.final) throw new WritError('not-reached', `the API server: ${code.code}`);
      return { again: code.code };
    }
  }

  async #sign(): Promise<https.RequestOptions> {
    const now = this.#options.now().getTime();
    const known = this.#signed;
    if (known && now - known.at < SIGNED_MS) return known.options;
    const options: https.RequestOptions = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
    } catch {
      // What a sign-in program prints may hold a secret: it is not repeated.
      throw new WritError('no-sign-in', 'the credentials of the kubeconfig cannot be had');
    }
    this.#signed = { options, at: now };
    return options;
  }
}

/** EKS: a signed request that is made anew each time; its access key is the caller's (aws-iam-authenticator, `k8s-aws-v1.`). */
function presigned(token: string): string {
  const [, signed] = /^k8s-aws-v1\.([\w-]{1,16000})$/u.exec(token) ?? [];
  const url = signed === undefined ? '' : Buffer.from(signed, 'base64url').toString('utf8');
  return /[?&]X-Amz-Credential=(\w{16,128})(?:%2F|\/)/iu.exec(url)?.[1] ?? callerOf(token);
}

interface Raw {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** One GET, bounded in time and bytes; redirects are not followed: they would carry credentials along. */
function request(url: URL, options: https.RequestOptions, timeout: number): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout);
    const { request: ask } = url.protocol === 'http:' ? http : https;
    const asked = ask(url, { ...options, method: 'GET', signal }, (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > LARGEST) asked.destroy(Object.assign(new Error('too large'), { code: 'TOOLARGE' }));
        else parts.push(part);
      });
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        });
      });
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
