import type * as Auth from 'google-auth-library';
import { WritError } from '../../model/errors.ts';
import { callerOf } from '../caller.ts';
import type { CollectOptions } from '../port.ts';
import { brokenCode, MOST_BYTES, type Send } from '../rest/ask.ts';
import { isRecord } from '../shape.ts';
import { sdk } from '../sdk.ts';

/** What `npm install` needs: the official package that signs in and sends. */
export const PACKAGES = ['google-auth-library'] as const;

/** Reads of everything that is asked here (OAuth 2.0 scopes of the Google APIs); what the caller may is decided by its roles. */
const SCOPES = ['https://www.googleapis.com/auth/cloud-platform'];

export interface SignedIn {
  /** The service account, else whose the credentials are. */
  readonly caller: string;
  readonly send: Send;
  /** `googleapis.com`, or that of another cloud which the credentials are of. */
  readonly universe: string;
  /** The project of the environment, the credentials or the machine; undefined when none says one. */
  readonly activeProject: () => Promise<string | undefined>;
}

/** Whoever the SDK finds: GOOGLE_APPLICATION_CREDENTIALS, gcloud's application default credentials, the machine. */
export async function signIn({ timeout }: Pick<CollectOptions, 'timeout'>): Promise<SignedIn> {
  const { GoogleAuth, BaseExternalAccountClient } = await sdk(() => import('google-auth-library'), PACKAGES);
  const auth = new GoogleAuth({ scopes: SCOPES });
  const [client, universe] = await signed(
    async () => [await auth.getClient(), await auth.getUniverseDomain()] as const,
  );
  const headers = await signed(() => client.getRequestHeaders());
  const account = await auth.getCredentials().catch(() => undefined);
  const subject =
    client instanceof BaseExternalAccountClient ? await signed(() => client.retrieveSubjectToken()) : undefined;
  return {
    universe,
    caller:
      account?.client_email ??
      client.credentials.refresh_token ??
      callerOf(subject ?? new Headers(headers).get('authorization') ?? ''),
    activeProject: () => auth.getProjectId().catch(() => undefined),
    send: async ({ method, url, body }) => {
      const headers = await signed(() => client.getRequestHeaders(url));
      const response = await transporterOf(client).request<string>({
        method,
        url,
        headers: Object.fromEntries(new Headers(headers)),
        ...(body === undefined ? {} : { data: body }),
        responseType: 'text',
        redirect: 'manual',
        maxContentLength: MOST_BYTES,
        retry: false,
        timeout,
        validateStatus: () => true,
      });
      const after = response.headers.get('retry-after');
      return { status: response.status, text: response.data, ...(after === null ? {} : { retryAfter: after }) };
    },
  };
}

const transporterOf = (client: Auth.AuthClient): Auth.AuthClient['transporter'] => client.transporter;

/** Only the word of a refusal is told: what the SDK says around it may hold the credentials that were refused. */
async function signed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = brokenCode(error);
    if (/^(?:E[A-Z_]{4,}|ERR_NETWORK|TimeoutError)$/u.test(code))
      throw new WritError('not-reached', `Google's sign-in: ${code}`);
    throw new WritError('no-sign-in', `Google says ${refusalIn(error)}`);
  }
}

/** RFC 6749, 5.2: `{"error": "invalid_grant"}`. */
function refusalIn(error: unknown): string {
  const response = isRecord(error) || error instanceof Error ? (error as { response?: unknown }).response : undefined;
  const data = isRecord(response) || response instanceof Object ? (response as { data?: unknown }).data : undefined;
  const said = isRecord(data) ? data['error'] : undefined;
  const word = typeof said === 'string' ? said : isRecord(said) ? said['status'] : undefined;
  if (typeof word === 'string') return word.replace(/[^\w.-]/gu, '').slice(0, 80);
  return error instanceof Error && /default credentials/iu.test(error.message) ? 'nothing: there are none' : 'no';
}
