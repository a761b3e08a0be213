import { wordsOf } from '../../../credentials/names.ts';

/** Words of a tool's name that say that it brings in what anybody may have written. Both words of a pair must stand in the name. */
const SIGNS: readonly (readonly [what: string, ...words: readonly string[]])[] = [
  ['web pages', 'web', 'search'], ['web pages', 'fetch', 'url'], ['web pages', 'fetch', 'page'], ['web pages', 'fetch', 'content'], ['web pages', 'scrape'],
  ['web pages', 'crawl'], ['web pages', 'browser'], ['web pages', 'browse'], ['web pages', 'http', 'request'], ['web pages', 'internet'],
  ['e-mail', 'read', 'email'], ['e-mail', 'search', 'emails'], ['e-mail', 'list', 'emails'], ['e-mail', 'get', 'email'],
]; // prettier-ignore

/** Whose text the tools bring to the agent, by their names. */
export function bringsStrangers(names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const name of names) {
    const words = new Set(wordsOf(name.slice(0, 200)));
    for (const [what, ...needed] of SIGNS) if (needed.every((word) => words.has(word))) found.add(what);
  }
  return [...found].sort();
}
