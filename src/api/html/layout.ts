import { markup, type Child, type Html } from './html.ts';
import { csrfField } from './form.ts';
import { HOME, NAVIGATION } from './navigation.ts';

export interface Layout {
  readonly title: string;
  /** Its address: marked in the navigation. */
  readonly path: string;
  /** Who is signed in; without it the page is a narrow one, with no navigation. */
  readonly person?: string | undefined;
  /** Token of the forms of this page. */
  readonly csrf?: string | undefined;
  /** Stands above every page as long as it holds. */
  readonly banner?: Html | undefined;
  /** Files of ours, by path. */
  readonly scripts?: readonly string[];
  /** Goes on to this address by itself. */
  readonly goTo?: string;
  readonly body: Child;
}

/** A whole page. Everything that it loads comes from our own origin, as files. */
export function layout({ title, path, person, csrf, banner, scripts = [], goTo, body }: Layout): Html {
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${goTo !== undefined && markup`<meta http-equiv="refresh" content="0; url=${goTo}" />`}
        <title>${title} · Writ</title>
        <link rel="stylesheet" href="/assets/writ.css" />
        <link rel="icon" href="/assets/writ.svg" type="image/svg+xml" />
        ${scripts.map(script)}
      </head>
      <body class="${person === undefined ? 'narrow' : 'full-width'}">
        <a class="skip" href="#main">Skip to the content</a>
        ${person !== undefined && top(path, person, csrf)} ${banner}
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

const top = (path: string, person: string, csrf: string | undefined): Html =>
  markup`<header class="top">
    <a class="brand" href="${HOME}">Writ</a>
    <nav aria-label="Pages">
      <ul>
        ${NAVIGATION.map(
          ({ to, text }) =>
            markup`<li><a href="${to}"${isAt(to, path) && markup` aria-current="page"`}>${text}</a></li>`,
        )}
      </ul>
    </nav>
    <div class="who">
      <span>${person}</span>
      <form class="inline" method="post" action="/sign-out">${csrfField(csrf)}<button>Sign out</button></form>
    </div>
  </header>`;

const isAt = (to: string, path: string): boolean => path === to || (to !== '/' && path.startsWith(`${to}/`));

/** The end of it is written so that no bundler takes this text for its own page's. */
const script = (address: string): Html => markup`<script type="module" src="${address}"><\/script>`;
