/**
 * Three values after Kleene, in an order in which "and" is the least and "or" the greatest: no, maybe (a request may or may not), yes.
 */
export type Truth = 0 | 1 | 2;
export const NO = 0;
export const MAYBE = 1;
export const YES = 2;

export const and = (a: Truth, b: Truth): Truth => (a < b ? a : b);
export const or = (a: Truth, b: Truth): Truth => (a > b ? a : b);
export const not = (a: Truth): Truth => (2 - a) as Truth;
