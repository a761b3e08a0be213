import type { Evidence } from '../../../model/evidence.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Environment } from '../../../model/kinds.ts';
import type { ScanContext } from '../../port.ts';

/** One job that is being told: every run of the same thing. */
export interface Telling {
  readonly context: ScanContext;
  readonly node: NodeId;
  /** The id by which Ray names its first run. */
  readonly job: string;
  readonly realm: string;
  readonly path: readonly string[];
  readonly environment: Environment;
  readonly evidence: readonly Evidence[];
}
