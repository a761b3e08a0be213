/** Why a command stops. `exit` is the outside contract's; the sentence takes one detail for `{}`; the hint says what to do next. */
interface ErrorEntry {
  readonly exit: 1 | 2 | 3 | 4 | 5 | 130;
  readonly sentence: string;
  readonly hint: string;
}

/** Every error that ends a command, by its stable code. The reference page is generated from this table. */
export const ERRORS = {
  usage: {
    exit: 2,
    sentence: 'The command was not understood: {}.',
    hint: 'Run the command with --help to see its options and an example.',
  },
  'no-such-path': {
    exit: 2,
    sentence: 'There is no file or folder {}.',
    hint: 'Check the spelling and the folder that the command runs in.',
  },
  'bad-configuration': {
    exit: 2,
    sentence: 'The configuration is not understood: {}.',
    hint: 'Correct the entry; the reference lists the keys and their values.',
  },
  'bad-snapshot': {
    exit: 2,
    sentence: 'The snapshot cannot be read: {}.',
    hint: 'Make it again with `writ scan PATH -o snapshot --output-file FILE`.',
  },
  'not-an-estate': {
    exit: 2,
    sentence: '{} is not an estate.',
    hint: 'Give folders, a snapshot, or a JSON scan made with --include edges,identities,nodes.',
  },
  'unknown-id': {
    exit: 2,
    sentence: 'Nothing in the estate has the id {}.',
    hint: 'List the ids with `writ scan PATH -o json --include nodes`.',
  },
  'unknown-edge': {
    exit: 2,
    sentence: 'No edge of the estate has the id {}.',
    hint: 'List the edges with `writ scan PATH -o json --include edges`.',
  },
  'unknown-finding': {
    exit: 2,
    sentence: 'The scan has no finding {}.',
    hint: 'Run `writ scan PATH`; findings are numbered from 1 and their ids stay the same between scans.',
  },
  'output-exists': {
    exit: 2,
    sentence: 'The output file {} is there already.',
    hint: 'Choose another name or remove the file first.',
  },
  'output-unwritable': {
    exit: 2,
    sentence: 'The output cannot be written: {}.',
    hint: 'Check that the folder exists, that it may be written, and that the disk has room.',
  },
  'no-key': {
    exit: 2,
    sentence: 'The key for comparing secrets cannot be read or made: {}.',
    hint: 'Check the rights of the key file and of its folder.',
  },
  'timed-out': {
    exit: 5,
    sentence: 'The time was over before an answer came: {}.',
    hint: 'Ask again, or allow more time.',
  },
  'no-sdk': {
    exit: 2,
    sentence: 'Packages that read a live source are not installed: {}.',
    hint: 'Install them beside writ with npm.',
  },
  'no-sign-in': {
    exit: 4,
    sentence: 'A live source does not take the credentials: {}.',
    hint: 'Sign in again and run the same command: what was answered is not asked again.',
  },
  'not-reached': {
    exit: 3,
    sentence: 'A live source cannot be asked: {}.',
    hint: 'Check the address, the network and the proxy, then run the same command: what was answered is not asked again.',
  },
  'no-ledger': {
    exit: 2,
    sentence: 'There is no ledger under {}.',
    hint: 'Give the folder that the control plane was started with; the log lies in its folder log.',
  },
  'unknown-entry': {
    exit: 2,
    sentence: 'The ledger has no entry {}.',
    hint: 'Give an index from 0, or an id of 64 hex digits; `writ ledger export` prints both.',
  },
  'broken-ledger': {
    exit: 1,
    sentence: 'The ledger is not what was written: {}.',
    hint: 'Run `writ ledger verify` to see all of it, and keep the files as they are.',
  },
  'store-unavailable': {
    exit: 3,
    sentence: 'The store does not answer: {}.',
    hint: 'Nothing that was acknowledged is lost; it goes on by itself once the database is back.',
  },
  'data-in-use': {
    exit: 2,
    sentence: 'Another process has the data folder: {}.',
    hint: 'Stop it, or give another folder with --data. Remove writ.lock only when it ran on another machine and is gone.',
  },
  'cannot-listen': {
    exit: 2,
    sentence: 'The address cannot be listened on: {}.',
    hint: 'Give another one with --listen.',
  },
  'other-administrators': {
    exit: 2,
    sentence: 'There are {} administrators, so no link is made.',
    hint: 'Let another administrator make a sign-in link.',
  },
  'store-in-use': {
    exit: 2,
    sentence: 'Another process has the store open: {}.',
    hint: 'Stop it, or give another folder with --data.',
  },
  'store-served': {
    exit: 2,
    sentence: 'Another server works with this database: {}.',
    hint: 'Run one server over a database: stop the other, or give this one a database of its own.',
  },
  'store-full': {
    exit: 3,
    sentence: 'The disk of the store is full: {}.',
    hint: 'Make room; what was acknowledged is kept, and writing goes on once there is space.',
  },
  'store-data': {
    exit: 2,
    sentence: 'The data folder cannot be used: {}.',
    hint: 'Check its owner and rights, and that its disk may be written.',
  },
  'store-version': {
    exit: 2,
    sentence: 'The database has a version that does not fit: {}.',
    hint: 'Run `writ export` with the version of writ that made it, then `writ import` with this one.',
  },
  'store-schema': {
    exit: 2,
    sentence: 'The schema of the store is not one that this version of writ can use: {}.',
    hint: 'Use the version of writ that wrote it, or a newer one.',
  },
  'store-not-empty': {
    exit: 2,
    sentence: 'There is something already in {}.',
    hint: 'Rows are taken into an empty store and an empty folder only.',
  },
  'no-store': {
    exit: 2,
    sentence: 'There is no store under {}.',
    hint: 'Give the folder that the control plane was started with, or set DATABASE_URL.',
  },
  'no-embedded-store': {
    exit: 2,
    sentence: 'The embedded database does not run here: {}.',
    hint: 'Set DATABASE_URL to a PostgreSQL of version 15 or newer.',
  },
  'changed-meanwhile': {
    exit: 1,
    sentence: 'It was changed by somebody else meanwhile: {}.',
    hint: 'Read it again and decide anew.',
  },
  'broken-backup': {
    exit: 1,
    sentence: 'The file is not what was written: {}.',
    hint: 'Nothing was restored; use another copy.',
  },
  interrupted: {
    exit: 130,
    sentence: 'Stopped by the user{}.',
    hint: 'Nothing was changed; run the command again.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** An error that a person can act on. Anything else that is thrown is a fault of the program. */
export class WritError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly exit: ErrorEntry['exit'];

  /** `detail` fills the place in the sentence; control characters in it are made visible. A `hint` that knows the case replaces the catalogue's. */
  constructor(code: ErrorCode, detail = '', options?: ErrorOptions & { readonly hint?: string }) {
    super(
      ERRORS[code].sentence.replace('{}', () => visible(detail)),
      options,
    );
    this.name = 'WritError';
    this.code = code;
    this.hint = options?.hint ?? ERRORS[code].hint;
    this.exit = ERRORS[code].exit;
  }
}

/** Text from the input as it may stand in a message: control and direction characters are escaped, so none reaches a terminal. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
