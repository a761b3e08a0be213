import { ALONE } from '../../governance/set-up.ts';
import { markup, type Html } from './html.ts';

/** Stands on every page of the person who set it up, as long as nobody else is an administrator. */
export const ALONE_BANNER: Html = markup`<aside class="banner" aria-label="Set-up">
<details><summary>You are the only administrator: what you change, nobody checks.</summary>
<p>Each change is marked in the ledger. It ends when a second administrator is enrolled. Until then you may</p>
<ul>${Object.values(ALONE).map((what) => markup`<li>${what}</li>`)}</ul></details>
</aside>`;
