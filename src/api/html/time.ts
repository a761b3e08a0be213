import { markup, type Html } from './html.ts';

/** To the minute, in UTC, as everywhere in Writ. */
export const time = (at: Date): Html =>
  markup`<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')}</time>`;
