import type { ProblemCode } from './problem.ts';

/** A request that is not served, for a reason that its sender may know. */
export class Refused extends Error {
  readonly code: ProblemCode;
  /** What is recorded: more than the sender is told. */
  readonly reason: string | undefined;

  constructor(code: ProblemCode, detail = '', reason?: string) {
    super(detail);
    this.name = 'Refused';
    this.code = code;
    this.reason = reason;
  }
}
