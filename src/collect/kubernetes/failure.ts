import { isRecord } from './trim.ts';

/** The reason that a `Status` gives, else the number. A message is never told: it may repeat what was asked. */
export function statusCode(status: number, body: unknown): string {
  const reason = isRecord(body) && body['kind'] === 'Status' ? body['reason'] : undefined;
  return typeof reason === 'string' && /^[A-Za-z]{1,60}$/u.test(reason) ? reason : `HTTP-${status}`;
}

/** No host of that name, nobody whose certificate is trusted: trying again changes nothing. */
const FINAL =
  /^(?:ENOTFOUND|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_INVALID_URL|TOOLARGE|EPROTO)$/u;

export function finalCode(error: unknown): { readonly code: string; readonly final: boolean } {
  if (!(error instanceof Error)) return { code: 'Unknown', final: true };
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return { code: 'timeout', final: false };
  const code = 'code' in error && typeof error.code === 'string' ? error.code.replace(/\W/gu, '').slice(0, 60) : '';
  return { code: code === '' ? 'broken' : code, final: FINAL.test(code) };
}
