import type { Block } from '../block.ts';

/** A published module whose source is not on disk: what its call creates, by its documented inputs. */
export interface Module {
  /** Outputs that follow from the inputs, by name. */
  readonly outputs: (block: Block) => Readonly<Record<string, string | undefined>>;
  readonly tell: (block: Block) => void;
}
