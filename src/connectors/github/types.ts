import type { SourceFile } from '../../bytes/files.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Evidence, Span } from '../../model/evidence.ts';
import type { Command } from './read/shell.ts';

/** What starts a workflow. */
export interface Trigger {
  readonly event: string;
  readonly evidence: Evidence;
  /** The word alone, where it can be replaced. */
  readonly span?: Span;
  /** Activity types; empty for the default ones. */
  readonly types: readonly string[];
  /** Names of the workflows that a `workflow_run` waits for. */
  readonly workflows: readonly string[];
}

/** The rights of a job's own token. `all` stands for every scope. */
export interface Permissions {
  readonly all?: 'read' | 'write';
  readonly scopes: ReadonlyMap<string, string>;
  readonly entry: Entry;
}

/** `${{ ... }}` in a script. */
export interface Expression {
  readonly inner: string;
  readonly line: number;
  /** The whole of it with its braces. */
  readonly span?: Span;
  /** Quotes that it stands in, in a shell script. */
  readonly quotes: 'none' | 'single' | 'double' | 'unclear';
}

export interface Script {
  readonly text: string;
  readonly entry: Entry;
  readonly language: 'sh' | 'js' | 'other';
  /** The line of the file on which the text begins. */
  readonly line: number;
  readonly expressions: readonly Expression[];
  /** Of a shell script; none of another language. */
  readonly commands: readonly Command[];
}

export type Texts = ReadonlyMap<string, string>;

export interface Step {
  readonly entry: Entry;
  readonly file: string;
  readonly id?: string;
  readonly uses?: string;
  readonly script?: Script;
  readonly with: Texts;
  readonly env: Texts;
  readonly condition: string;
  readonly workingDirectory?: string;
  /** What a composite action that the step stands in was given. */
  readonly inputs?: Texts;
  /** A new variable of the step can be written here: an empty span before a key of the step, or of its `env`. */
  readonly envAt?: { readonly at: Span; readonly indent: number; readonly inEnv: boolean };
}

export interface Job {
  readonly name: string;
  readonly entry: Entry;
  readonly condition: string;
  readonly needs: readonly string[];
  readonly runsOn: readonly string[];
  readonly selfHosted: boolean;
  readonly permissions?: Permissions;
  readonly environment?: { readonly name: string; readonly evidence: Evidence };
  readonly env: Texts;
  readonly matrix: ReadonlyMap<string, readonly string[]>;
  readonly steps: readonly Step[];
  readonly workingDirectory?: string;
  /** A reusable workflow that is run instead of steps. */
  readonly uses?: string;
  readonly inherits: boolean;
  /** Secrets by the name under which the called workflow sees them. */
  readonly passes: Texts;
  readonly with: Texts;
}

export interface Workflow {
  readonly file: SourceFile;
  readonly root: Entry;
  readonly title: string;
  readonly triggers: readonly Trigger[];
  readonly permissions?: Permissions;
  readonly env: Texts;
  readonly jobs: readonly Job[];
  readonly callInputs: Texts;
  readonly workingDirectory?: string;
  /** Where a `permissions` key can be written: an empty span at the start of a line. */
  readonly permissionsAt?: Span;
  /** It stands where GitHub looks for workflows. */
  readonly live: boolean;
}

/** A composite action of the tree. */
export interface Composite {
  readonly file: SourceFile;
  readonly root: Entry;
  readonly defaults: Texts;
  readonly steps: readonly Step[];
}
