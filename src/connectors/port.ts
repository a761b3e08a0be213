import type { EstateBuilder } from '../model/builder.ts';
import type { Environment } from '../model/kinds.ts';
import type { Key } from '../model/keys.ts';
import type { SourceFile } from '../bytes/files.ts';
import type { SecretDigest } from '../bytes/digest.ts';

/** Which realm and environment a path belongs to; first match wins. From `realms` in writ.estate.yaml. */
export interface RealmRule {
  /** A glob over slash-separated paths relative to the scanned root, `**` crossing folders. */
  readonly path: string;
  readonly realm: string;
  readonly environment?: Environment;
}

/** Where a file stands in the world: its realm, and its native path there. */
export interface Standing {
  /** A realm rule's, else the organisation of the repository's remote, else `default`. */
  readonly realm: string;
  /** Segments of the native path after the realm: with a repository its name first, then the path inside it. */
  readonly path: readonly string[];
  readonly environment: Environment;
  /** The path inside the repository (of the scanned root, where no remote is known): what CODEOWNERS patterns match. */
  readonly inRepository: string;
  /** The printed path of the repository's (or scanned root's) folder: other files of it stand at `${folder}/...`; '' for the working folder. */
  readonly folder: string;
  /** The repository, where a remote is known. */
  readonly repository?: {
    readonly host: string;
    readonly organisation: string;
    readonly name: string;
    readonly key: Key;
  };
}

export interface ScanContext {
  readonly estate: EstateBuilder;
  readonly realms: readonly RealmRule[];
  /** The first of `realms` that matches a path relative to its scanned root. Without it no rule applies. */
  readonly realmOf?: (relative: string) => RealmRule | undefined;
  /** Where a file stands. */
  readonly standing: (file: SourceFile) => Standing;
  /** Keyed digest for credential values; the key never leaves the process or its key file. */
  readonly digest: SecretDigest;
  /** Present with `--render`: renders a chart or kustomization folder with programs from PATH. */
  readonly render: boolean;
  readonly progress: (done: number, total: number, what: string) => void;
}

/**
 * A source of facts. The scan reads each file once and shows it to every reading that wants it, in the order of the walk; then each
 * tells the estate what it understood. Connectors see files only through `SourceFile`, never the file system.
 */
export interface Connector {
  /** The source id of what it tells, and the kind of its rows in `sources`. */
  readonly name: string;
  open(files: readonly SourceFile[], context: ScanContext): Reading;
}

export interface Reading<Kept = unknown> {
  /** False when what it tells depends on what it took alone: files that are nothing to it may come and go. */
  readonly looksAtPaths?: boolean;
  /** Whether the text is worth reading, by path and size alone: cheap, called for every file. */
  wants(file: SourceFile): boolean;
  /**
   * Looks at one text that it wanted. What is its own it keeps, parsed; the text is not held. A reading with `recall` returns what it
   * keeps, undefined when the file is nothing to it: made of file, text, standing and digest alone, and never changed later.
   */
  take(file: SourceFile, text: string): unknown;
  /** Takes in what `take` returned in an earlier scan for the same, unchanged file. A reading without it is shown the text each time. */
  recall?(file: SourceFile, kept: Kept): void;
  /**
   * Whether it looks at the file, now or when it finishes, in another way than by `take`: its text when another names it, or a part of a
   * large file. Asked after the last `take`. What it does not look at may change without a word to it.
   */
  besides?(file: SourceFile): boolean;
  /** After the last file: tells nodes, edges, facts, sources and diagnostics; returns the paths that are accounted for. */
  finish(): ReadonlySet<string>;
}
