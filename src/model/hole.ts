const OPEN = '\uE000';
const CLOSE = '\uE001';
const HOLE = /\uE000([^\uE000\uE001]{0,300})\uE001/gu;

/**
 * A part of a text that was not known when it was read: a reference that could not be resolved, an account that no file names. It may stand
 * for any text. Two private-use characters keep it apart from braces that somebody wrote; people see `{name}`.
 */
export function hole(name: string): string {
  return `${OPEN}${name.replace(/[\uE000\uE001]/gu, '').slice(0, 300)}${CLOSE}`;
}

export const hasHole = (text: string): boolean => text.includes(OPEN);

/** The names of what is not known, in order. */
export const holesOf = (text: string): readonly string[] => [...text.matchAll(HOLE)].map((match) => match[1] ?? '');

/** The literal parts around the holes: one more than there are holes. */
export const aroundHoles = (text: string): readonly string[] => text.split(HOLE).filter((_, index) => index % 2 === 0);

/** As people and ids read it: `arn:aws:iam::{account}:role/x`. Texts from outside lose the two characters at the door by `withoutHoles`. */
export const printHoles = (text: string): string => text.replace(HOLE, '{$1}').replace(/[\uE000\uE001]/gu, '');

/** A text of a file: nobody outside may write a hole. */
export const withoutHoles = (text: string): string => text.replace(/[\uE000\uE001]/gu, '\uFFFD');
