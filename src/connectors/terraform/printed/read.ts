import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { ScanContext } from '../../port.ts';
import type { TerraformRoot } from '../resource.ts';
import { readPlan } from './plan.ts';
import { readState } from './state.ts';

/** Cheap: whether a JSON text may be a plan or state that Terraform printed. */
export const mayBePrinted = (text: string): boolean =>
  text.includes('"terraform_version"') && (text.includes('"resources"') || text.includes('"root_module"'));

/** `terraform show -json` of a plan or state, or a state file of version 4; undefined when it is none of them. */
export function readPrinted(
  root: Entry,
  file: SourceFile,
  standing: ScanContext['standing'],
): TerraformRoot | undefined {
  if (typeof root.get('format_version')?.value === 'string' && (root.has('planned_values') || root.has('values')))
    return readPlan(root, file, standing);
  if (root.get('version')?.value === 4 && Array.isArray(root.get('resources')?.value))
    return readState(root, file, standing);
  return undefined;
}
