/** A browser without a screen: it keeps cookies, follows no redirect by itself, and finds the forms of a page. */
export class Jar {
  readonly #cookies = new Map<string, string>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  cookieOf(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  put(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#ask('GET', path, undefined, headers);
  }

  /** Sends a form; with the token of a page of this browser, if one was opened. */
  async post(path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#ask('POST', path, new URLSearchParams(form).toString(), headers);
  }

  async #ask(method: string, path: string, body: string | undefined, headers: Readonly<Record<string, string>>): Promise<Page> {
    const response = await fetch(new URL(path, this.#url), {
      method,
      redirect: 'manual',
      headers: { cookie: this.cookie, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(one) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      csrf: /name="csrf" value="([^"]+)"/u.exec(text)?.[1] ?? '',
      to: response.headers.get('location') ?? undefined,
    };
  }
} // prettier-ignore

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly csrf: string;
  readonly to: string | undefined;
}

/** Opens a link as its reader would. */
export async function openLink(jar: Jar, secret: string, name = 'Ada'): Promise<Page> {
  const { csrf } = await jar.get('/sign-in/link');
  return jar.post('/sign-in/link', { csrf, token: secret, name });
}
