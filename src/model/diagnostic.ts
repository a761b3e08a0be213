import { masked } from './mask.ts';

/** Something that a reader could not take in, with its place and reason. Nothing is dropped in silence. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly level: 'error' | 'note';
  readonly message: string;
  readonly place: { readonly file: string; readonly line?: number };
}

/** Every diagnostic code, its level and what it means. The reference page is generated from this table. */
export const DIAGNOSTICS = {
  unreadable: ['error', 'The file or folder could not be opened or read.'],
  'too-large': ['error', 'The file is larger than the bound for its kind and was not read.'],
  'too-deep': ['error', 'The document nests deeper than the bound and was not read.'],
  'too-many-aliases': ['error', 'The document expands through aliases beyond the bound and was not read.'],
  'bad-encoding': ['error', 'The bytes are not valid UTF-8 or UTF-16 text.'],
  malformed: ['error', 'The document is not well-formed, or an object of a known kind has a field of the wrong shape.'],
  'bad-declaration': ['error', 'A writ.estate.yaml entry is not understood.'],
  'symlink-skipped': [
    'note',
    'A symbolic link leads outside the scanned path, in a circle, or nowhere; it was not followed.',
  ],
  'not-a-regular-file': ['note', 'A socket, pipe or device was not opened.'],
  'folder-skipped': ['note', 'A folder of version history or of installed packages was not entered.'],
  'not-recognised': ['note', 'The file is of no kind that this version reads.'],
  'unknown-kind': [
    'note',
    'A Kubernetes object of a kind that says nothing about identity to this version; it was listed, not judged.',
  ],
  'not-rendered': [
    'note',
    'A template, patch or generator was read symbolically or not applied; facts from it are possible.',
  ],
  'render-failed': ['error', 'The renderer failed, timed out or is not on PATH; the source was read symbolically.'],
  'data-skipped': [
    'note',
    'Data that is embedded in a large file (images) was left out; everything else of it was read.',
  ],
  'remote-reference': ['note', 'A reference to a remote address was not followed.'],
  'not-resolved': [
    'note',
    'A part of a cloud resource or policy could not be known from its files, with the reason; the rest of it was read.',
  ],
  'missing-reference': ['note', 'A file that is referred to does not exist.'],
  'duplicate-id': ['note', 'Two different documents have the same id in one realm; their union is possible.'],
  'unknown-action': [
    'note',
    'A policy names an action that the catalogue of AWS actions does not know; it is kept as written.',
  ],
  'conflicting-declaration': [
    'note',
    'Two sources declare different values for one field; the one that counts is named.',
  ],
  'policy-unknown': [
    'note',
    'A cloud policy, boundary, group or principal that is named stands in no file; what depends on it is possible or not judged.',
  ],
  'policy-of-nobody': [
    'note',
    'A cloud policy stands alone in a file and no other file says who or what has it: it is listed, what it gives is not judged as anybody’s.',
  ],
  'not-collected': [
    'error',
    'A live source refused a question or failed to answer it; what it would have told is missing.',
  ],
  'asked-anew': [
    'note',
    'A collection that did not end was made by another caller: its answers are not used, everything was asked again.',
  ],
  'not-offered': [
    'note',
    'A live source does not offer a part there, or tells it to another account only; it was not read.',
  ],
} as const satisfies Record<string, readonly ['error' | 'note', string]>;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;

/** Builds a diagnostic with the level of its code. What it quotes of the input is masked. */
export function diagnostic(code: DiagnosticCode, message: string, file: string, line?: number): Diagnostic {
  return {
    code,
    level: DIAGNOSTICS[code][0],
    message: masked(message),
    place: line === undefined ? { file } : { file, line },
  };
}
