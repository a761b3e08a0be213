import type { Entry } from '../../documents/entry.ts';
import type { Environment } from '../../model/kinds.ts';

/**
 * One answer of an AWS API, as the CLI prints it or as `scan --collect aws` records it. Operations are named `service:Operation`
 * after the API reference of the service.
 */
export interface Answer {
  readonly operation: string;
  readonly output: Entry;
  /** What was asked, where it was recorded: many answers do not say what they are about. */
  readonly input?: Entry;
  /** Twelve digits, where recorded. */
  readonly account?: string;
  readonly region?: string;
  readonly file: string;
  /** Of the file's standing: where it is, wherever the scan began. */
  readonly path: string;
  readonly environment: Environment;
  /** Of the file's standing: the account is named after it where no file tells its number. */
  readonly realm: string;
}

/** What a recorded file says of itself: `{"writ": "collected/aws/1", "answers": [{operation, account, region, input, output}]}`. */
export const COLLECTED = 'collected/aws/1';
