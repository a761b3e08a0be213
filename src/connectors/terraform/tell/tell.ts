import type { ScanContext } from '../../port.ts';
import type { TerraformRoot } from '../resource.ts';

/** Tells the estate what the resources of one deployment are and hold. */
export function tellResources(root: TerraformRoot, context: ScanContext): void {
  void root;
  void context;
}
