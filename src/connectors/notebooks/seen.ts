import type { Standing } from '../port.ts';
import type { SourceFile } from '../../bytes/files.ts';
import type { CredentialKind } from '../../model/facts.ts';
import type { Evidence, Span } from '../../model/evidence.ts';
import type { Act } from './code/act.ts';

/** A credential as it was found: its digest, never its value. */
export interface SeenSecret {
  readonly kind: CredentialKind;
  readonly key: string;
  readonly where: 'cell' | 'output';
  readonly digest: string;
  readonly last4?: string;
  readonly defaultOf?: string;
  readonly cloud?: 'aws' | 'gcp' | 'azure' | 'vendor';
  readonly holder?: string;
  readonly evidence: Evidence;
  /** The whole literal with its quotes, where code of Python may stand instead. */
  readonly span?: Span;
  /** Where `import os` goes, when no cell has it. */
  readonly importAt?: Span;
  /** Of the file: those that replacing the literal rewrites. */
  readonly lines?: readonly number[];
}

/** What is kept of one notebook. */
export interface SeenNotebook {
  readonly file: SourceFile;
  readonly standing: Standing;
  readonly cells: number;
  readonly first: Evidence;
  readonly secrets: readonly SeenSecret[];
  readonly acts: readonly { readonly act: Act; readonly evidence: Evidence }[];
}
