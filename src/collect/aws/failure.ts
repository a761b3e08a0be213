import { WritError } from '../../model/errors.ts';
import type { Operation } from './operations.ts';

/** What an error of the SDK means for the collection. */
export type Failure =
  /** There is none: a bucket without policy. */
  | { readonly kind: 'none' }
  /** Told, and the rest goes on. */
  | { readonly kind: 'refused' | 'failed' | 'not-offered'; readonly code: string }
  /** Nothing can go on with these credentials. */
  | { readonly kind: 'stop'; readonly error: WritError };

const EXPIRED =
  /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired|CredentialsProviderError|TokenProviderError)$/u;
const REFUSED =
  /^(?:AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException|UnauthorizedOperation|NotAuthorized|Forbidden|UnauthorizedException)$/u;
/** No host of that name, or the account has not switched the region or service on. */
const NOT_OFFERED = /^(?:ENOTFOUND|UnknownOperationException|OptInRequired|SubscriptionRequiredException|UnsupportedOperation)$/u; // prettier-ignore

/** By the code that the service documents; only the code is told, a message may carry what was asked. */
export function failureOf(error: unknown, operation: Pick<Operation, 'none'>): Failure {
  const code = codeOf(error);
  if (operation.none?.includes(code)) return { kind: 'none' };
  if (EXPIRED.test(code)) return { kind: 'stop', error: new WritError('no-sign-in', `AWS says ${code}`) };
  if (REFUSED.test(code) || statusOf(error) === 403) return { kind: 'refused', code };
  return { kind: NOT_OFFERED.test(code) ? 'not-offered' : 'failed', code };
}

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const plain = error.name === 'Error' || error.name === 'SystemError' ? code : undefined;
  // A page of some proxy in the place of an answer: its status says more than why it is no JSON or XML.
  const status =
    error.name === 'SyntaxError' || (error.name === 'Error' && plain === undefined) ? statusOf(error) : undefined;
  if (status !== undefined) return `HTTP-${status}`;
  return (plain ?? error.name).replace(/[^\w.-]/gu, '').slice(0, 80);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const { $metadata: meta } = error;
  return typeof meta === 'object' &&
    meta !== null &&
    'httpStatusCode' in meta &&
    typeof meta.httpStatusCode === 'number'
    ? meta.httpStatusCode
    : undefined;
}
