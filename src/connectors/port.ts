import type { EstateBuilder } from '../model/builder.ts';
import type { Environment } from '../model/kinds.ts';
import type { SourceFile } from '../bytes/files.ts';
import type { SecretDigest } from '../bytes/digest.ts';

/** Which realm and environment a path belongs to; first match wins. From `realms` in writ.estate.yaml. */
export interface RealmRule {
  /** A glob over slash-separated paths relative to the scanned root, `**` crossing folders. */
  readonly path: string;
  readonly realm: string;
  readonly environment?: Environment;
}

export interface ScanContext {
  readonly estate: EstateBuilder;
  readonly realms: readonly RealmRule[];
  /** The first of `realms` that matches a path relative to its scanned root. Without it no rule applies. */
  readonly realmOf?: (relative: string) => RealmRule | undefined;
  /** Keyed digest for credential values; the key never leaves the process or its key file. */
  readonly digest: SecretDigest;
  /** Present with `--render`: renders a chart or kustomization folder with programs from PATH. */
  readonly render: boolean;
  readonly progress: (done: number, total: number, what: string) => void;
}

/** A source of facts. Connectors see files only through `SourceFile`, never the file system. */
export interface Connector {
  readonly name: string;
  /** Takes the files that are its own out of `files` and tells what it read; returns the paths it accounted for. */
  read(files: readonly SourceFile[], context: ScanContext): Promise<ReadonlySet<string>> | ReadonlySet<string>;
}
