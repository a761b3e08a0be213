import type { Problems } from './problems.ts';

/** What is known of a policy before it is read. */
export interface PolicyOptions {
  /** Where it is attached; without it, nothing is checked that depends on it. A boundary or session policy is of kind `identity`. */
  readonly kind?: 'identity' | 'resource' | 'trust' | 'scp' | 'rcp';
  /**
   * Whether the texts stand in the file as they are: the two characters that make a hole are then somebody's input and lose their meaning.
   * Left out where a reader has put holes for what it could not resolve.
   */
  readonly outside?: boolean;
}

/** A policy while it is read. */
export interface Reading extends PolicyOptions {
  readonly problems: Problems;
}
