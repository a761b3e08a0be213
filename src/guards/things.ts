import type { Declared } from '../model/estate.ts';
import { ENVIRONMENTS, NODE_KINDS, type Environment } from '../model/kinds.ts';
import type { Nodes, Things } from './sentence.ts';
import { orList, type Tokens } from './tokens.ts';
import { DECLARED, NOUNS, singular } from './words.ts';

const TIERS = ['13', '8', '5', '3'] as const;
const NOT_NAMES: ReadonlySet<string> = new Set(['or', 'of', 'in', 'with', 'without', 'that', 'may', 'except']);

/** `THINGS or THINGS`. */
export function nodes(tokens: Tokens): Nodes {
  const all = [things(tokens)];
  while (tokens.accept('or')) all.push(things(tokens));
  return all;
}

function things(tokens: Tokens): Things {
  tokens.acceptAny('a', 'an', 'the', 'any');
  let found = what(tokens);
  for (let more = qualifier(tokens); more; more = qualifier(tokens)) found = { ...found, ...both(found, more) };
  return found;
}

/** Said twice: lists of fields add up, of everything else the last counts. */
function both(a: Things, b: Things): Things {
  return {
    ...b,
    ...(a.without && b.without ? { without: [...a.without, ...b.without] } : {}),
    ...(a.with && b.with ? { with: [...a.with, ...b.with] } : {}),
  };
}

function what(tokens: Tokens): Things {
  if (tokens.accept('tier')) return { leastTier: tier(tokens) };
  const token = tokens.next;
  if (token === undefined)
    return tokens.fail('name things: an id, a glob over ids, or a word such as "notebook" or "jewel"');
  if (token.quoted || token.text.includes(':')) {
    tokens.take();
    return { id: token.text };
  }
  const kind = NODE_KINDS.find((one) => one === token.text);
  const noun = NOUNS[singular(token.text.toLowerCase())];
  if (kind === undefined && (noun === undefined || !Object.hasOwn(NOUNS, singular(token.text.toLowerCase()))))
    return tokens.fail(`an id, a glob over ids, a node kind, or one of ${Object.keys(NOUNS).join(', ')}`);
  tokens.take();
  if (kind !== undefined) return { kinds: [kind] };
  const { kinds, does, entry, jewel } = noun ?? {};
  return {
    ...(kinds ? { kinds } : {}),
    ...(does ? { does } : {}),
    ...(entry ? { entry } : {}),
    ...(jewel ? { leastTier: 1 } : {}),
  };
}

function qualifier(tokens: Tokens): Things | undefined {
  if (tokens.accept('of environment')) return { environments: environments(tokens) };
  if (tokens.accept('of realm')) return { realm: name(tokens, 'a realm') };
  if (tokens.accept('of tier')) return { leastTier: tier(tokens) };
  if (tokens.accept('in namespace')) return { namespace: name(tokens, 'a namespace') };
  if (tokens.accept('named')) return { name: name(tokens, 'a name') };
  if (tokens.accept('like')) return { id: name(tokens, 'a glob over ids') };
  if (tokens.accept('owned by')) return { owner: name(tokens, 'an owner') };
  if (tokens.accept('without')) return { without: [field(tokens)] };
  if (tokens.accept('with')) return { with: [field(tokens)] };
  return undefined;
}

function tier(tokens: Tokens): number {
  const found =
    tokens.acceptAny(...TIERS) ?? tokens.fail(`a tier is one of ${TIERS.join(', ')}; higher ones are meant too`);
  tokens.accept('or more');
  return Number(found);
}

function environments(tokens: Tokens): readonly Environment[] {
  const one = (): Environment =>
    tokens.acceptAny(...ENVIRONMENTS) ?? tokens.fail(`an environment is ${orList(ENVIRONMENTS)}`);
  const found = [one()];
  for (let more = tokens.acceptAny(...OR_ENVIRONMENT); more; more = tokens.acceptAny(...OR_ENVIRONMENT))
    found.push(...ENVIRONMENTS.filter((known) => more === `or ${known}`));
  return found;
}

const OR_ENVIRONMENT = ENVIRONMENTS.map((one) => `or ${one}` as const);

function name(tokens: Tokens, what: string): string {
  const token = tokens.next;
  if (token === undefined || (!token.quoted && NOT_NAMES.has(token.text)))
    return tokens.fail(`${what} follows; "..." around one with spaces`);
  tokens.take();
  return token.text;
}

/** A field that people declare. */
export function field(tokens: Tokens): keyof Declared {
  tokens.acceptAny('a', 'an');
  const word = tokens.acceptAny(...Object.keys(DECLARED));
  const found = word === undefined ? undefined : DECLARED[word];
  return found ?? tokens.fail(`one of ${Object.keys(DECLARED).join(', ')}`);
}
