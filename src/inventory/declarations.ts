import { LineCounter, parseDocument, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { RealmRule } from '../connectors/port.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Declared, Jewel } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import { ENVIRONMENTS, type Environment } from '../model/kinds.ts';
import { Glob } from './glob.ts';

/** The file in which people write down what no configuration says. */
export const DECLARATION_FILE = 'writ.estate.yaml';

/** What is said of every node whose id the glob matches. */
export interface IdentityDeclaration {
  readonly id: Glob;
  readonly declared: Declared;
  readonly environment?: Environment;
  readonly evidence: Evidence;
}

export interface JewelDeclaration {
  readonly id: Glob;
  /** `false` takes an inferred jewel back. */
  readonly jewel: Omit<Jewel, 'confidence'> | false;
  readonly evidence: Evidence;
}

export interface Declarations {
  readonly realms: readonly RealmRule[];
  readonly identities: readonly IdentityDeclaration[];
  readonly jewels: readonly JewelDeclaration[];
  readonly diagnostics: readonly Diagnostic[];
}

export const NOTHING_DECLARED: Declarations = { realms: [], identities: [], jewels: [], diagnostics: [] };

/** Keys of the outside contract that this version accepts and does not read yet; each is named in a note. */
const LATER = ['chains', 'approvals', 'exceptions', 'guards', 'accepted', 'rules', 'severities', 'include'];
const TIERS = [13, 8, 5, 3] as const;
const FIELDS = ['owner', 'purpose', 'dataScope', 'rotation', 'stage'] as const;

type Entry = ReadonlyMap<string, { readonly value: unknown; readonly line: number }>;

/** Parses one declaration file. A bad entry is a diagnostic with its line; the others count. */
export function parseDeclarations(text: string, file: string): Declarations {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const diagnostics: Diagnostic[] = document.errors.map((error) =>
    diagnostic('malformed', error.message.split('\n')[0] ?? 'malformed', file, lines.linePos(error.pos[0]).line),
  );
  const out = { realms: [] as RealmRule[], identities: [] as IdentityDeclaration[], jewels: [] as JewelDeclaration[] };
  const line = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line;
  const bad = (message: string, at: number): void =>
    void diagnostics.push(diagnostic('bad-declaration', message, file, at));
  if (diagnostics.length > 0 || document.contents === null) return { ...out, diagnostics };
  if (!isMap(document.contents)) {
    bad('the file is not a mapping', 1);
    return { ...out, diagnostics };
  }
  for (const pair of document.contents.items) {
    const key = String(isScalar(pair.key) ? pair.key.value : '');
    if (LATER.includes(key)) {
      diagnostics.push(
        diagnostic('not-recognised', `"${key}" is kept for a later version and was not read`, file, line(pair.key)),
      );
      continue;
    }
    if (key !== 'realms' && key !== 'identities' && key !== 'jewels') {
      bad(`unknown key "${key}"`, line(pair.key));
      continue;
    }
    if (!isSeq(pair.value)) {
      bad(`"${key}" is not a list`, line(pair.key));
      continue;
    }
    for (const item of pair.value.items) {
      const at = line(item);
      if (!isMap(item)) {
        bad(`an entry of "${key}" is not a mapping`, at);
        continue;
      }
      const entry: Entry = new Map(
        item.items.map((one) => [
          String(isScalar(one.key) ? one.key.value : ''),
          { value: isScalar(one.value) ? one.value.value : undefined, line: line(one.key) },
        ]),
      );
      const evidence: Evidence = { file, line: at };
      if (key === 'realms') push(out.realms, realm(entry, at, bad));
      else if (key === 'identities') push(out.identities, identity(entry, evidence, at, bad));
      else push(out.jewels, jewel(entry, evidence, at, bad));
    }
  }
  return { ...out, diagnostics };
}

type Bad = (message: string, line: number) => void;

function realm(entry: Entry, at: number, bad: Bad): RealmRule | undefined {
  only(entry, ['path', 'realm', 'environment'], bad);
  const path = text(entry, 'path', bad);
  const name = text(entry, 'realm', bad);
  const environment = environmentOf(entry, bad);
  if (path === undefined || name === undefined) {
    bad('a realm needs "path" and "realm"', at);
    return undefined;
  }
  return { path, realm: name, ...(environment ? { environment } : {}) };
}

function identity(entry: Entry, evidence: Evidence, at: number, bad: Bad): IdentityDeclaration | undefined {
  only(entry, ['id', 'environment', ...FIELDS], bad);
  const id = text(entry, 'id', bad);
  if (id === undefined) {
    bad('an identity needs an "id"', at);
    return undefined;
  }
  const declared: Record<string, string> = {};
  for (const field of FIELDS) {
    const value = text(entry, field, bad);
    if (value !== undefined) declared[field] = value;
  }
  const environment = environmentOf(entry, bad);
  return { id: new Glob(id), declared, evidence, ...(environment ? { environment } : {}) };
}

function jewel(entry: Entry, evidence: Evidence, at: number, bad: Bad): JewelDeclaration | undefined {
  only(entry, ['id', 'tier', 'name', 'jewel'], bad);
  const id = text(entry, 'id', bad);
  if (id === undefined) {
    bad('a jewel needs an "id"', at);
    return undefined;
  }
  if (entry.get('jewel')?.value === false) return { id: new Glob(id), jewel: false, evidence };
  const tier = TIERS.find((one) => one === entry.get('tier')?.value);
  if (tier === undefined) {
    bad(`a jewel needs a "tier" of ${TIERS.join(', ')}, or "jewel: false"`, entry.get('tier')?.line ?? at);
    return undefined;
  }
  return { id: new Glob(id), jewel: { tier, name: text(entry, 'name', bad) ?? id, reason: 'declared' }, evidence };
}

function only(entry: Entry, known: readonly string[], bad: Bad): void {
  for (const [key, { line }] of entry)
    if (!known.includes(key)) bad(`unknown field "${key}"; known: ${known.join(', ')}`, line);
}

function text(entry: Entry, key: string, bad: Bad): string | undefined {
  const found = entry.get(key);
  if (found === undefined) return undefined;
  if (typeof found.value === 'string' && found.value !== '' && found.value.length <= 1000) return found.value;
  bad(`"${key}" is not a text of 1 to 1,000 characters`, found.line);
  return undefined;
}

function environmentOf(entry: Entry, bad: Bad): Environment | undefined {
  const value = text(entry, 'environment', bad);
  if (value === undefined) return undefined;
  const known = ENVIRONMENTS.find((one) => one === value);
  if (!known) bad(`"environment" is one of ${ENVIRONMENTS.join(', ')}`, entry.get('environment')?.line ?? 1);
  return known;
}

function push<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}
