import type { SourceFile } from '../../bytes/files.ts';
import { readJson } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import { maybe, objectsOf, surely, type RowKind } from './recognise.ts';
import { readEntra } from './read/entra.ts';
import { readBare, readMade } from './read/entra-secrets.ts';
import { readCredential, readInstallation } from './read/github.ts';
import { fromActivity, fromTable, fromToken } from './read/google-rows.ts';
import { readGoogle, type GoogleConsent } from './read/google.ts';
import { readApproved, readIntegrationLogs } from './read/slack.ts';
import { tellApp } from './tell-app.ts';
import { tellKey } from './tell-key.ts';
import type { App, Key, Row } from './types.ts';

/** Third-party access as Entra, Google Workspace, GitHub and Slack export it, in JSON and CSV. */
export const consents: Connector = {
  name: 'consents',
  open: (files, context) => new ConsentReading(files, context),
};

/** Objects by kind with their rows; what cannot be read has diagnostics. */
interface Kept {
  readonly objects: number;
  readonly rows: readonly (readonly [RowKind, Row])[];
  readonly google: readonly GoogleConsent[];
  readonly diagnostics: readonly Diagnostic[];
}

class ConsentReading implements Reading<Kept> {
  readonly #files: readonly SourceFile[];
  readonly #context: ScanContext;
  readonly #rows = new Map<string, Map<RowKind, Row[]>>();
  readonly #google: GoogleConsent[] = [];
  readonly #claimed = new Set<string>();
  readonly #perRoot = new Map<string, { files: number; objects: number }>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#files = files;
    this.#context = context;
  }

  wants({ path }: SourceFile): boolean {
    return /\.(?:json|csv)$/iu.test(path);
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const kept = /\.csv$/iu.test(file.path) ? this.#table(file, text) : this.#json(file, text);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { objects, rows, google, diagnostics }: Kept): void {
    this.#claimed.add(file.path);
    const known = this.#perRoot.get(file.root) ?? { files: 0, objects: 0 };
    this.#perRoot.set(file.root, { files: known.files + 1, objects: known.objects + objects });
    for (const [kind, row] of rows) this.#keep(kind, row);
    this.#google.push(...google);
    this.#context.estate.diagnostic(...diagnostics);
  }

  finish(): ReadonlySet<string> {
    const { estate } = this.#context;
    const google = groupByRealm(this.#google);
    const apps: App[] = [...google].flatMap(([realm, all]) => readGoogle(all, realm).apps);
    const keys: Key[] = [];
    for (const [realm, kinds] of [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const of = (kind: RowKind): readonly Row[] => sorted(kinds.get(kind) ?? []);
      const entra = readEntra(
        {
          principals: of('principals'),
          applications: of('applications'),
          delegated: of('delegated'),
          assigned: of('assigned'),
          activities: of('activities'),
          organisations: of('organisations'),
        },
        realm,
      );
      const made = readMade(of('made'));
      apps.push(
        ...made.apps,
        ...entra.apps,
        ...of('installations').flatMap((row) => readInstallation(row, (name) => this.#repositories(name))),
        ...of('approvedApps').flatMap(readApproved),
        ...readIntegrationLogs(of('integrationLogs')),
      );
      keys.push(
        ...entra.keys,
        ...made.keys,
        ...readBare(of('secrets'), realm),
        ...of('credentials').flatMap(readCredential),
      );
    }
    for (const app of apps) tellApp(estate, app);
    for (const key of keys) tellKey(this.#context, key);
    for (const [path, count] of this.#perRoot) estate.source({ path, kind: consents.name, ...count });
    return this.#claimed;
  }

  #table(file: SourceFile, text: string): Kept | undefined {
    const { realm, environment } = this.#context.standing(file);
    const google = fromTable(text, { file: file.path, realm, environment });
    return google && { objects: google.length, rows: [], google, diagnostics: [] };
  }

  #json(file: SourceFile, text: string): Kept | undefined {
    if (!maybe(text)) return undefined;
    const { roots, diagnostics } = readJson(file.path, text);
    if (diagnostics.length > 0) return surely(text) ? { objects: 0, rows: [], google: [], diagnostics } : undefined;
    const { realm, environment } = this.#context.standing(file);
    const rows = roots
      .flatMap((root) => [...objectsOf(root)])
      .map(([kind, entry]) => [kind, { entry, file: file.path, realm, environment }] as const);
    return rows.length > 0 || surely(text) ? { objects: rows.length, rows, google: [], diagnostics: [] } : undefined;
  }

  #keep(kind: RowKind, row: Row): void {
    if (kind === 'googleTokens') this.#google.push(...fromToken(row));
    else if (kind === 'googleActivities') this.#google.push(...fromActivity(row));
    else {
      const kinds = this.#rows.get(row.realm) ?? new Map<RowKind, Row[]>();
      this.#rows.set(row.realm, kinds);
      const known = kinds.get(kind);
      if (known) known.push(row);
      else kinds.set(kind, [row]);
    }
  }

  /** Addresses of the scanned repositories of an organisation. */
  #repositories(organisation: string): readonly string[] {
    const found = new Set<string>();
    for (const file of this.#files) {
      const { repository } = this.#context.standing(file);
      if (repository?.organisation.toLowerCase() === organisation.toLowerCase())
        found.add(`${repository.organisation}/${repository.name}`);
    }
    return [...found].sort();
  }
}

const sorted = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.entry.evidence.line - b.entry.evidence.line,
  );

function byPlace(a: GoogleConsent, b: GoogleConsent): number {
  const [one, other] = [placeKey(a), placeKey(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

const placeKey = ({ realm, evidence }: GoogleConsent): string =>
  'file' in evidence ? `${realm}\0${evidence.file}\0${String(evidence.line).padStart(12, '0')}` : realm;

function groupByRealm(all: readonly GoogleConsent[]): ReadonlyMap<string, readonly GoogleConsent[]> {
  const found = new Map<string, GoogleConsent[]>();
  for (const one of [...all].sort(byPlace)) {
    const known = found.get(one.realm);
    if (known) known.push(one);
    else found.set(one.realm, [one]);
  }
  return found;
}
