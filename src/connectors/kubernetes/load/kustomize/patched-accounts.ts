const DEEPEST = 64;

/** Service accounts that a patch, or a text that is one, gives to pods: it is not applied, and what it names is not unused for that. */
export function accountsIn(patch: unknown, depth = 0): readonly string[] {
  if (depth > DEEPEST) return [];
  if (typeof patch === 'string') return inText(patch);
  if (Array.isArray(patch)) return patch.flatMap((one) => accountsIn(one, depth + 1));
  if (typeof patch !== 'object' || patch === null) return [];
  return Object.entries(patch).flatMap(([key, one]: [string, unknown]) =>
    /^serviceAccount(?:Name)?$/u.test(key) && typeof one === 'string' ? [one] : accountsIn(one, depth + 1),
  );
}

/** An inline patch, as an object or as operations (`path: .../serviceAccountName`, `value: NAME`): the words that come next. */
function inText(text: string): readonly string[] {
  const places = text.slice(0, 100_000).matchAll(/serviceAccount(?:Name)?\b(.{0,100}\n?.{0,100})/gu);
  return [...places].flatMap(([, next = '']) => next.match(/[a-z0-9][a-z0-9.-]{0,252}/gu) ?? []);
}
