import { CONNECTORS } from './connectors.ts';
import { applyDeclarations } from './apply-declarations.ts';
import { readDeclarations } from './read-declarations.ts';
import { digestKey } from './digest-key.ts';
import { understandClouds } from './clouds.ts';
import { withFunctions } from './functions.ts';
import { withKnownRules } from './known-rules.ts';
import { markFindings } from './mark-findings.ts';
import { accountForRest } from './rest.ts';
import { printFixes } from './fixes.ts';
import { realmFinder } from './realms.ts';
import { join } from './join.ts';
import { applyOwners } from './owners.ts';
import { leanHeap } from './lean-heap.ts';
import { readAll } from './read-all.ts';
import type { ReadMemory } from './read-memory.ts';
import { standingFinder } from './standing.ts';
import { walk, type Walked } from './walk.ts';
import { SecretDigest } from '../bytes/digest.ts';
import type { RealmRule, ScanContext } from '../connectors/port.ts';
import type { GuardDeclaration, IdentityDeclaration } from '../declarations/declarations.ts';
import { judge } from '../findings/judge.ts';
import { buildGraph } from '../graph/build.ts';
import type { EstateGraph } from '../graph/port.ts';
import { EstateBuilder } from '../model/builder.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Estate } from '../model/estate.ts';
import type { Finding } from '../model/finding.ts';

export interface ScanOptions {
  /** Render charts and kustomizations with programs from PATH. */
  readonly render?: boolean;
  readonly progress?: (done: number, total: number, what: string) => void;
  /** Come before those of writ.estate.yaml. */
  readonly realms?: readonly RealmRule[];
  readonly signal?: AbortSignal;
  /** What earlier scans of the same folders read; see ReadMemory. It goes with one digest for all of them. */
  readonly memory?: ReadMemory;
  readonly digest?: SecretDigest;
  /** Which findings get their fix printed as a patch; all when not given. */
  readonly fixesFor?: (id: string) => boolean;
  /** The day against which expiry and age are judged, ISO date; today when not given. */
  readonly today?: string;
}

export interface ScanResult {
  readonly estate: Estate;
  readonly graph: EstateGraph;
  readonly findings: readonly Finding[];
  readonly seconds: number;
  readonly files: number;
  /** The day of the scan, ISO date. */
  readonly scannedAt: string;
  /** The sentences that were declared to stay true. */
  readonly guards: readonly GuardDeclaration[];
  /** What people declared of identities, each with its place. */
  readonly declared: readonly IdentityDeclaration[];
}

/** Sources -> facts with evidence -> estate graph -> findings. Runs nothing that it finds and needs no network. */
export function scan(paths: readonly string[], options: ScanOptions = {}): ScanResult {
  leanHeap();
  const problems: Diagnostic[] = [];
  return understand(walk(paths, { later: (problem) => void problems.push(problem) }), problems, options);
}

/** What the files of a walk tell. `problems` fills while they are read. */
export function understand(
  { files, diagnostics, checkouts }: Walked,
  problems: readonly Diagnostic[],
  options: ScanOptions = {},
): ScanResult {
  const started = performance.now();
  const estate = new EstateBuilder();
  const progress = options.progress ?? (() => undefined);
  estate.diagnostic(...diagnostics);
  const { declarations: declared, rest } = readDeclarations(files);
  const declarations = withKnownRules(declared);
  estate.diagnostic(...declarations.diagnostics);

  const realms = [...(options.realms ?? []), ...declarations.realms];
  const realmOf = realmFinder(realms);
  const context: ScanContext = {
    estate,
    realms,
    realmOf,
    standing: standingFinder(checkouts, realmOf),
    digest: options.digest ?? new SecretDigest(digestKey()),
    render: options.render ?? false,
    progress,
  };
  const memory = options.memory?.under(JSON.stringify([realms, checkouts, context.render]));
  const day = options.today ?? today();
  const taken = new Set(rest);
  const around = [JSON.stringify([day, diagnostics]), ...files.filter((file) => !taken.has(file))];
  const last = memory?.last(around);
  const claimed = readAll(CONNECTORS, rest, context, {
    signal: options.signal,
    memory,
    unlessSame: last !== undefined,
  });
  const seconds = (): number => (performance.now() - started) / 1000;
  if (claimed === undefined && last)
    return { ...last.result, findings: printFixes(last.judged, files, options.fixesFor), seconds: seconds() };
  accountForRest(rest, claimed ?? new Set(), estate);
  estate.diagnostic(...problems);
  join(estate);
  understandClouds(estate, day);
  applyOwners(estate);

  const applied = applyDeclarations(withFunctions(estate.build()), declarations);
  options.signal?.throwIfAborted();
  const graph = buildGraph(applied);
  const marked = markFindings(judge(applied, graph, day, declarations, memory?.closings), declarations, day);
  const findings = printFixes(marked.findings, files, options.fixesFor);
  const whole = { ...applied, diagnostics: [...applied.diagnostics, ...marked.diagnostics] };
  const { guards, identities } = declarations;
  const result = {
    ...{ estate: whole, graph, findings, seconds: seconds(), files: files.length },
    ...{ scannedAt: day, guards, declared: identities },
  };
  memory?.understood({ around, result, judged: marked.findings });
  return result;
}

const today = (): string => new Date().toISOString().slice(0, 10);
