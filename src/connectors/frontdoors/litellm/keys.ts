import { described } from '../../../credentials/described.ts';
import { detect, type Detected } from '../../../credentials/detect.ts';
import { kindByName } from '../../../credentials/names.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { NodeId } from '../../../model/id.ts';
import { credentialKey } from '../../../model/keys.ts';
import { vendorOfKey } from '../../../products/vendors.ts';
import type { Door } from './door.ts';

/** `os.environ/NAME`: the value of a variable of the proxy, in headers after the word that says how it is sent. */
const FROM_ENVIRONMENT = /^(?:(?:bearer|basic|token) )?os\.environ\/([A-Za-z_]\w{0,199})$/iu;

export const variableOf = (text: string | undefined): string | undefined => FROM_ENVIRONMENT.exec(text ?? '')?.[1];

/** The credential at an entry: literal or from the environment. The file holds it. */
export function keyAt(door: Door, entry: Entry, key: string, name: string): NodeId | undefined {
  const text = entry.text();
  if (text === undefined) return undefined;
  const variable = variableOf(text);
  if (variable !== undefined) return kindByName(key) || isKey(variable) ? reference(door, entry, variable) : undefined;
  const [found] = detect(key, text).filter(({ value }) => value !== '');
  return found ? literal(door, entry, found, name) : undefined;
}

export const isKey = (variable: string): boolean =>
  kindByName(variable) !== undefined || vendorOfKey(variable) !== undefined;

export function reference(door: Door, entry: Entry, variable: string): NodeId {
  const evidence = [entry.evidence];
  const id = door.node(door.idOf('ApiKey', variable), 'ApiKey', variable, evidence);
  // The file names the variable; only where the proxy runs there is a value.
  const known = {
    confidence: 'possible',
    precondition: 'it is read where the proxy runs, with its variables',
  } as const;
  door.estate.edge({ kind: 'HOLDS', from: door.file, to: id, ...known, evidence });
  return id;
}

function literal(door: Door, entry: Entry, found: Detected, name: string): NodeId {
  const { estate, context } = door;
  const evidence = [entry.evidence];
  const told = described(found, context.digest);
  const { span } = entry;
  const whole = span !== undefined && found.value === entry.text()?.trim();
  const id = door.node(door.idOf('ApiKey', ...name.split('\0')), 'ApiKey', found.key, evidence);
  estate.edge({ kind: 'HOLDS', from: door.file, to: id, confidence: 'configured', evidence });
  // A value that everybody tries first is no one's in particular.
  if (found.defaultOf === undefined) estate.known(id, credentialKey(told.digest));
  if (!door.tellsLiterals) return id;
  estate.fact({
    fact: 'credential',
    node: door.file,
    ...told,
    where: found.url === true ? 'url' : 'file',
    evidence,
    confidence: 'configured',
    ...(whole ? { span, reference: `os.environ/${variableFor(found.key)}` } : {}),
  });
  return id;
}

/** The variable by which people set it: LiteLLM's own for its master key. */
function variableFor(key: string): string {
  if (key === 'master_key') return 'LITELLM_MASTER_KEY';
  return key.toUpperCase().replace(/\W+/gu, '_');
}
