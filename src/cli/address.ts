import { usage } from './usage.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, `[::1]:PORT` or `PORT`. */
export function addressOf(text: string): ListenAddress {
  const [, host = '127.0.0.1', digits] = /^(?:\[?([^\]]{1,255}?)\]?:)?(\d{1,5})$/u.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535)
    throw usage(`"${text}" is no address to listen on`, 'Write HOST:PORT or PORT.');
  return { host, port };
}
