import type { FastifyInstance } from 'fastify';
import { PASSKEY_SCRIPT_AT } from '../sign-in/passkeys/passkey-form.ts';
import { PASSKEY_SCRIPT } from '../sign-in/passkeys/script.ts';
import { LINK_SCRIPT } from '../sign-in/pages/link-script.ts';
import { STYLE } from './style.ts';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4ed8"/>
<path d="M7 10l4.5 13L16 12l4.5 11L25 10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** Files that pages load, by path: each is text of this program. */
export const ASSETS: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  '/assets/writ.css': { type: 'text/css; charset=utf-8', text: STYLE },
  '/assets/writ.svg': { type: 'image/svg+xml', text: ICON },
  '/assets/link.js': { type: 'text/javascript; charset=utf-8', text: LINK_SCRIPT },
  [PASSKEY_SCRIPT_AT]: { type: 'text/javascript; charset=utf-8', text: PASSKEY_SCRIPT },
};

export function assets(server: FastifyInstance): void {
  for (const [path, { type, text }] of Object.entries(ASSETS))
    server.get(path, { schema: { hide: true } }, (_, reply) => reply.type(type).send(text));
}
