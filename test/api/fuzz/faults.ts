import type { Document, Operation } from './document.ts';
import type { Got, Sent } from './wire.ts';

/** What an answer must never have: a place in our sources, words of the store, a credential. */
const NEVER = /\.ts:\d+|\.js:\d+|node_modules|invalid input syntax|violates|relation "|at Object\.|writ_[\w-]{43}/u;

const typeOf = (got: Got): string => String(got.headers['content-type'] ?? '').replace(/;.*$/u, '');

/** What of an answer the document does not say; nothing when all is well. */
export function faultsOf(
  document: Document,
  operation: Operation | undefined,
  sent: Sent,
  got: Got,
): readonly string[] {
  const { status, text } = got;
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}`);
  if (NEVER.test(text) && operation?.operationId !== 'add-my-token') faults.push('an answer tells what it must not');
  if (sent.method === 'HEAD') return text === '' ? faults : [...faults, 'it has a body'];
  const declared = operation?.responses[String(status)];
  if (status < 400 && !declared) return [...faults, `${status} is not declared`];
  return [...faults, ...(declared ? answerFaults(document, operation, got) : problemFaults(document, sent, got))];
}

function answerFaults(document: Document, { path, method, responses }: Operation, got: Got): readonly string[] {
  const content = responses[String(got.status)]?.content;
  if (!content) return got.text === '' ? [] : ['an answer without content has some'];
  const type = typeOf(got);
  if (!Object.hasOwn(content, type)) return [`its type ${type} is not declared`];
  if (!type.endsWith('json')) return [];
  return checked(
    document,
    ['paths', path, method.toLowerCase(), 'responses', String(got.status), 'content', type, 'schema'],
    got,
  );
}

/** Every refusal is a problem document; below /scim/v2 one as SCIM writes it. */
function problemFaults(document: Document, { target }: Sent, got: Got): readonly string[] {
  // What is no request has no address either; only its answer has no date.
  const scim = got.headers['date'] !== undefined && /^\/scim\/v2(?:$|[/?])/u.test(target);
  const [type, place] = scim
    ? [
        'application/scim+json',
        ['paths', '/scim/v2/Users', 'get', 'responses', 'default', 'content', 'application/scim+json', 'schema'],
      ]
    : ['application/problem+json', ['components', 'schemas', 'Problem']];
  if (typeOf(got) !== type) return [`${got.status} is no problem document but ${typeOf(got) || 'nothing'}`];
  const faults = checked(document, place, got);
  if (faults.length > 0) return faults;
  const { status } = JSON.parse(got.text) as { readonly status: unknown };
  const challenged = got.status !== 401 || got.headers['www-authenticate'] !== undefined;
  return [
    ...(Number(status) === got.status ? [] : ['the document says another status']),
    ...(challenged ? [] : ['401 without www-authenticate']),
  ];
}

function checked(document: Document, place: readonly string[], { text }: Got): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return ['it is no JSON'];
  }
  const check = document.check(...place);
  return check(value)
    ? []
    : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** What was taken and ought not to be, by the document. */
export function takenFaults(
  document: Document,
  operation: Operation | undefined,
  sent: Sent,
  { status }: Got,
): readonly string[] {
  if (!operation || status >= 300) return [];
  const { parameters = [], requestBody, path, method } = operation;
  const faults: string[] = [];
  const search = new URLSearchParams(sent.target.replace(/^[^?]*\??/u, ''));
  // SCIM passes over what it does not know, and so do pages for probes.
  const closed = !operation.tags.some((tag) => tag === 'scim' || tag === 'operation');
  for (const name of closed ? search.keys() : [])
    if (!parameters.some((one) => one.in === 'query' && one.name === name))
      faults.push(`it takes ?${name}, which is not declared`);
  for (const { name, in: place, required } of parameters)
    if (required && place === 'header' && sent.headers[name] === undefined) faults.push(`it is done without ${name}`);
  const [type] = Object.keys(requestBody?.content ?? {});
  if (type === undefined) return faults;
  const check = document.check('paths', path, method.toLowerCase(), 'requestBody', 'content', type, 'schema');
  if (!check(JSON.parse(sent.body?.toString().replace(/^\ufeff/u, '') ?? 'null')))
    faults.push(`it takes a body that does not conform: ${check.errors?.[0]?.message ?? ''}`);
  return faults;
}
