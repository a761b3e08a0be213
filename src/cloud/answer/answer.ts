/** A question that files alone may not settle: what is not known is said in words. */
export type Answer = { readonly is: 'yes' | 'no' } | { readonly is: 'maybe'; readonly why: readonly string[] };

export const YES: Answer = { is: 'yes' };
export const NO: Answer = { is: 'no' };
export const maybe = (...why: readonly string[]): Answer => ({ is: 'maybe', why: [...new Set(why)] });

const whyOf = (answer: Answer): readonly string[] => (answer.is === 'maybe' ? answer.why : []);

export function both(a: Answer, b: Answer): Answer {
  if (a.is === 'no' || b.is === 'no') return NO;
  if (a.is === 'yes') return b;
  return b.is === 'yes' ? a : maybe(...whyOf(a), ...whyOf(b));
}

export function either(a: Answer, b: Answer): Answer {
  if (a.is === 'yes' || b.is === 'yes') return YES;
  if (a.is === 'no') return b;
  return b.is === 'no' ? a : maybe(...whyOf(a), ...whyOf(b));
}

export function not(a: Answer): Answer {
  return a.is === 'maybe' ? a : a.is === 'yes' ? NO : YES;
}

export const all = (answers: readonly Answer[]): Answer => answers.reduce(both, YES);
export const any = (answers: readonly Answer[]): Answer => answers.reduce(either, NO);
