import type { Entry } from '../../documents/entry.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';

/** CloudFormation takes one megabyte at most (quotas); what people keep in comments may be more. */
export const LARGEST = 4 * 1024 * 1024;

const VERSION = /^[\s{]{0,200}["']?AWSTemplateFormatVersion["']?[ \t]*:/mu;

export interface Read {
  readonly roots: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A template says its version, or has resources of types of AWS. Undefined for what is neither, or is only like one and broken. */
export function readTemplate(path: string, text: string): Read | undefined {
  const surely = text.includes('AWSTemplateFormatVersion') && VERSION.test(text);
  if (!surely && !(text.includes('Resources') && text.includes('AWS::'))) return undefined;
  const json = /^\s*\{/u.test(text);
  const read = json ? readJson(path, text) : readYaml(path, text, () => true, { tagged });
  const roots = read.roots.filter((root) => isTemplate(root));
  if (roots.length > 0) return { roots, diagnostics: surely ? read.diagnostics : [] };
  return surely && (read.diagnostics.length > 0 || read.roots.some((root) => root.has('AWSTemplateFormatVersion')))
    ? { roots: [], diagnostics: read.diagnostics }
    : undefined;
}

function isTemplate(root: Entry): boolean {
  const types = root.entries('Resources').map(([, one]) => one.text('Type') ?? '');
  return types.some((type) => type.startsWith('AWS::'));
}

/** The short forms of functions in YAML (CloudFormation user guide, "Intrinsic functions"): `!Ref x` is `{Ref: x}`, `!Sub x` is `{Fn::Sub: x}`. */
export function tagged(tag: string): string | undefined {
  const name = /^!([A-Za-z][A-Za-z0-9]{1,30})$/u.exec(tag)?.[1];
  if (name === undefined) return undefined;
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}
