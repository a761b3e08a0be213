const LONGEST = 1000;

/** Text of a source as the store takes it: without what no text of a database holds, and bounded. */
export const clean = (text: string): string =>
  text
    .replace(/\0|\p{Surrogate}/gu, '\ufffd')
    .slice(0, LONGEST)
    .toWellFormed();
