/** One measured number. Names are a contract: whoever watches them compares over months. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Where the number must be. */
  readonly bound?: { readonly atMost: number } | { readonly atLeast: number };
  /** The figure of ours beside which this one of somebody else's stands. */
  readonly neighbourOf?: string;
}
