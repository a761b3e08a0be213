import type { Diagnostic } from '../model/diagnostic.ts';

/** Which accounts and how: what the command line says, and what tests say of time. */
export interface CollectOptions {
  /** Where files go; made with mode 0700. */
  readonly folder: string;
  /** AWS: a role to take on in each member account of the organisation. */
  readonly role?: string;
  /** AWS, Google Cloud: regions to ask; all that there are when not given. */
  readonly regions?: readonly string[];
  /** Google Cloud: ids or numbers of projects; the active one when neither these nor an organisation are given. */
  readonly projects?: readonly string[];
  /** Google Cloud: the number of an organisation; it is read with all folders and projects in it. */
  readonly organization?: string;
  /** Azure: ids of subscriptions; all that the caller sees when not given. */
  readonly subscriptions?: readonly string[];
  /** GitHub: organisations to ask. */
  readonly organisations?: readonly string[];
  /** Kubernetes: contexts of the kubeconfig; the current one when not given. */
  readonly contexts?: readonly string[];
  /** Kubernetes: names and types of Secrets too; never their values. */
  readonly secretNames?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Requests in flight at once. */
  readonly concurrency: number;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Times that a throttled or broken request is sent. */
  readonly attempts: number;
  readonly now: () => Date;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Where a collector tells how far it is and what it could not get. Never shown a value of the source. */
export interface CollectSink {
  readonly progress: (what: string) => void;
  readonly report: (problem: Diagnostic) => void;
}

export interface Collected {
  /** Files written, relative to the folder, sorted. */
  readonly files: readonly string[];
  /** Answers in them. */
  readonly answers: number;
  /** Of these, taken from the journal of a run that did not end. */
  readonly resumed: number;
  /** The run that did not end was another caller's, and nothing of it was taken. */
  readonly anew?: true;
}

/** A live source that is read with calls that change nothing, into files that a scan of files reads. */
export interface Collector {
  readonly name: string;
  /** Throws `WritError` for what a person must mend first (no SDK, no credentials); a single refusal is reported and the rest goes on. */
  collect(options: CollectOptions, sink: CollectSink): Promise<Collected>;
}
