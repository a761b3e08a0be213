import { urlOf } from './route-schema.ts';
import { ROUTES } from './routes/catalogue.ts';

const known = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
for (const row of ROUTES) {
  const url = urlOf(row);
  const one = known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
  known.set(url, one);
  one.methods.add(row.method);
  // The router answers HEAD wherever it answers GET.
  if (row.method === 'GET') one.methods.add('HEAD');
}

/** Whatever stands between two slashes is the value of a parameter. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)));
  return new RegExp(`^${parts.join('/')}$`, 'u');
}

/** The methods that an address of the API takes (RFC 9110, 15.5.6); none where it has no such address. */
export function methodsAt(url: string): readonly string[] {
  const path = url.split('?', 1)[0] ?? '';
  for (const { pattern, methods } of known.values()) if (pattern.test(path)) return [...methods].sort();
  return [];
}
