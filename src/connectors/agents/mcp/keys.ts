import { described } from '../../../credentials/described.ts';
import { detect, type Detected } from '../../../credentials/detect.ts';
import { kindByName } from '../../../credentials/names.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { CredentialFact } from '../../../model/facts.ts';
import { credentialKey, hostKey } from '../../../model/keys.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Telling } from '../telling.ts';
import { passesCaller, referencesIn } from './references.ts';

/** A text in a server's or agent's configuration that may be, or name, a credential. */
export interface KeyPlace {
  readonly key: string;
  readonly text: string;
  readonly at: Entry;
  readonly where: CredentialFact['where'];
  /** The entry holds this text alone. */
  readonly whole: boolean;
  /** The text of a reference that the client resolves, where it does. */
  readonly reference?: (variable: string) => string;
}

/** Who acts with the key: ids of keys are made of the holder's source and path. */
export interface Holder {
  readonly node: NodeId;
  readonly source: string;
  readonly path: readonly string[];
}

/** A literal is a credential fact; a name of one is a key too, whose value stands elsewhere. Returns whether there is either. */
export function tellKeys(telling: Telling, holder: Holder, place: KeyPlace): boolean {
  if (passesCaller(place.text)) return false;
  const found = detect(announced(place), bare(place));
  for (const one of found) literal(telling, holder, place, one);
  if (found.length > 0) return true;
  const names = referencesIn(place.text).filter((name) => secretive(place, name));
  for (const name of names) key(telling, holder, place, name);
  return names.length > 0;
}

/** `Bearer x` is looked at without its scheme. */
const SCHEME = /^(?:bearer|basic|token|apikey|bot)\s+/iu;
const bare = ({ text, where }: KeyPlace): string => (where === 'header' ? text.replace(SCHEME, '') : text);

/** What authenticates is a token, whatever the name of its header says. */
const announced = ({ key, where }: KeyPlace): string =>
  where === 'header' && isKeyHeader(key) && kindByName(key) === undefined ? 'token' : key;

/** A header is there to authenticate unless its name is of the protocol; a variable says what it is by its name. */
const secretive = ({ key, where }: KeyPlace, name: string): boolean =>
  (where === 'header' && isKeyHeader(key)) || kindByName(name) !== undefined || kindByName(key) !== undefined;

export function isKeyHeader(name: string): boolean {
  return /^(?:proxy-)?authorization$|api-?key|access-?key|token|secret|cookie|^x-auth/iu.test(name);
}

function literal(telling: Telling, holder: Holder, place: KeyPlace, found: Detected): void {
  const { estate } = telling;
  const told = described(found, telling.digest);
  const span = place.whole ? place.at.span : undefined;
  const named = found.key === announced(place) ? place.key : found.key;
  const { reference } = place;
  if (telling.tellsLiterals)
    estate.fact({
      fact: 'credential', ...told, node: holder.node, key: named, confidence: 'configured', evidence: [place.at.evidence],
      where: found.url === true && place.where !== 'header' ? 'url' : place.where,
      ...(span && reference ? { span, reference: JSON.stringify(stead(holder, place, found, reference)) } : {}),
    }); // prettier-ignore
  const id = key(telling, holder, place, named, found.kind === 'database-url' ? 'DataStore' : 'ApiKey');
  estate.known(id, credentialKey(told.digest));
  const host =
    found.kind === 'database-url' ? hostKey(place.text.slice(Math.max(0, place.text.indexOf(found.value)))) : undefined;
  if (host !== undefined)
    estate.refer({
      kind: 'CALLS',
      node: holder.node,
      side: 'from',
      key: host,
      confidence: 'configured',
      evidence: [place.at.evidence],
    });
}

/** The value alone is replaced: what stands around it in the text stays. */
function stead(holder: Holder, place: KeyPlace, found: Detected, reference: (variable: string) => string): string {
  const variable = variableOf(holder, place, found);
  const at = place.text.indexOf(found.value);
  if (at < 0) return reference(variable);
  return place.text.slice(0, at) + reference(variable) + place.text.slice(at + found.value.length);
}

function variableOf({ path }: Holder, { key, where }: KeyPlace, found: Detected): string {
  const name = where === 'header' && /^authorization$/iu.test(key) ? `${path.at(-1) ?? ''} ${found.kind}` : key;
  return name.replace(/[^A-Za-z0-9]+/gu, '_').replace(/^_+|_+$/gu, '').toUpperCase() || 'SECRET'; // prettier-ignore
}

function key(
  telling: Telling,
  holder: Holder,
  place: KeyPlace,
  name: string,
  kind: 'ApiKey' | 'DataStore' = 'ApiKey',
): NodeId {
  const id = telling.id(holder.source, kind, ...holder.path, name);
  telling.node(id, kind, name, [place.at.evidence]);
  telling.edge('TOOL_ACTS_AS', holder.node, id, place.at);
  return id;
}
