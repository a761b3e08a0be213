import { described } from '../../credentials/described.ts';
import { detect, type Detected } from '../../credentials/detect.ts';
import { kindByName } from '../../credentials/names.ts';
import type { Evidence, Span } from '../../model/evidence.ts';
import type { CredentialFact } from '../../model/facts.ts';
import type { NodeId } from '../../model/id.ts';
import { vendorOfKey } from '../../products/vendors.ts';
import type { Entry } from '../../documents/entry.ts';
import { defaultsIn, interpolate } from './interpolate.ts';
import { opens } from './opens.ts';
import { all, first, whole, type Known, type Service } from './service.ts';
import type { Telling } from './telling.ts';
import { variablesOf, type Variable } from './variables.ts';

/** Literal credentials of services, and the variables that bring one from outside. */
export function tellCredentials(telling: Telling): void {
  for (const service of telling.services) {
    for (const variable of variablesOf(service.layers, 'environment')) fromVariable(telling, service, variable, 'env');
    for (const variable of variablesOf(service.layers, 'build', 'args'))
      fromVariable(telling, service, variable, 'args');
    for (const key of ['entrypoint', 'command']) fromCommand(telling, service, first(service.layers, key));
    for (const name of all(service.layers, 'configs')) fromConfig(telling, service, name.text('source') ?? name.text());
  }
}

function fromVariable(telling: Telling, service: Service, variable: Variable, where: 'env' | 'args'): void {
  const { name, value, entry, span, quoted } = variable;
  if (value === undefined) {
    if (isKey(name)) reference(telling, service, name, entry.evidence, service.known);
    return;
  }
  for (const one of defaultsIn(value))
    for (const found of detect(name, one.value)) literal(telling, service, found, { where, evidence: entry.evidence });
  const { text, variables } = interpolate(value, () => undefined);
  for (const from of variables)
    if (isKey(from) || isKey(name)) reference(telling, service, from, entry.evidence, service.known);
  if (value.includes('$')) return;
  for (const found of detect(name, text)) {
    // The whole value can be replaced; a part of it cannot.
    const at = span && found.value === text.trim() ? { span, ...(quoted ? { quoted } : {}) } : {};
    literal(telling, service, found, { where, evidence: entry.evidence, ...at });
  }
}

const isKey = (name: string): boolean => kindByName(name) !== undefined || vendorOfKey(name) !== undefined;

function fromCommand(telling: Telling, service: Service, entry: Entry | undefined): void {
  if (!entry) return;
  const items = entry.items();
  const words = items.length > 0 ? items : [entry];
  let flag = '';
  for (const item of words)
    for (const word of items.length > 0 ? [item.text() ?? ''] : (item.text() ?? '').slice(0, 20_000).split(/\s+/u)) {
      const pair = /^--?([A-Za-z][\w.-]{0,80})(?:=([\s\S]*))?$/u.exec(word);
      const key = pair?.[1] ?? (flag === '' ? 'args' : flag);
      const value = pair ? pair[2] : word;
      flag = pair?.[2] === undefined ? (pair?.[1] ?? '') : '';
      if (value === undefined) continue;
      const evidence = item.evidence;
      const literals = value.includes('$') ? defaultsIn(value).map((one) => one.value) : [value];
      for (const text of literals)
        for (const found of detect(key, text))
          if (found.by !== 'name' || found.kind !== 'token')
            literal(telling, service, found, { where: 'args', evidence });
    }
}

/** A config whose content stands in the file itself. */
function fromConfig(telling: Telling, service: Service, name: string | undefined): void {
  if (name === undefined) return;
  for (const { root } of [...telling.project.files, ...telling.project.variants]) {
    const entry = root.get('configs', name, 'content');
    const text = entry?.text();
    if (!entry || text === undefined || text.includes('${')) continue;
    for (const found of detect(name, text))
      literal(telling, service, found, { where: 'file', evidence: entry.evidence });
  }
}

interface Place {
  readonly where: CredentialFact['where'];
  readonly evidence: Evidence;
  readonly span?: Span;
  readonly quoted?: true;
}

function literal(telling: Telling, service: Service, found: Detected, place: Place): void {
  const { estate, context } = telling;
  const node = telling.service(service.name);
  const told = described(found, context.digest);
  const known = service.known;
  estate.fact({
    fact: 'credential',
    node,
    ...told,
    where: found.url === true ? 'url' : place.where,
    evidence: [place.evidence],
    confidence: known.confidence,
    ...(place.span ? { span: place.span, reference: referTo(found.key, place.quoted === true) } : {}),
  });
  const id = telling.id('ApiKey', service.name, found.key);
  telling.node(id, 'ApiKey', found.key, [place.evidence]);
  estate.edge({ kind: 'HOLDS', from: node, to: id, ...known, evidence: [place.evidence] });
  telling.holds(id, told.digest, found.defaultOf !== undefined, place.evidence);
  opens(telling, service, id, found.key, place.evidence);
}

/** A value that must be set before the project starts. */
const referTo = (key: string, quoted: boolean): string => {
  const variable = `\${${key.replace(/\W/gu, '_')}:?unset}`;
  return quoted ? JSON.stringify(variable) : variable;
};

/** A variable of the shell or of `.env`: one credential for all services that take it. */
export function reference(
  telling: Telling,
  service: Service,
  variable: string,
  evidence: Evidence,
  known: Known,
): NodeId {
  const id = telling.id('ApiKey', variable);
  telling.node(id, 'ApiKey', variable, [evidence]);
  telling.estate.edge({ kind: 'HOLDS', from: telling.service(service.name), to: id, ...known, evidence: [evidence] });
  opens(telling, service, id, variable, evidence);
  return id;
}

/** Variables of the service as its program sees them: values put in, those from elsewhere as a mark that they are set. */
export function environmentOf(telling: Telling, service: Service): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, value } of [...variablesOf(whole(service), 'environment')].reverse())
    found.set(name, value === undefined ? '(from elsewhere)' : telling.fill(value));
  return found;
}
