import type { Entry } from '../../../documents/entry.ts';

/** Labels that `runs-on` asks for: a word, a list, a group, or values of the matrix. */
export function runnerLabels(entry: Entry, matrix: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const on = entry.get('runs-on');
  if (on === undefined) return [];
  const labels = on.entries().length > 0 ? [...on.texts('labels'), ...on.texts('group')] : on.texts();
  return labels.flatMap((label) => {
    const name = /^\$\{\{\s{0,10}matrix\.([\w-]{1,100})\s{0,10}\}\}$/u.exec(label)?.[1];
    return name === undefined ? [label] : (matrix.get(name) ?? [label]);
  });
}

/**
 * Only labels that say so. Others may be larger runners of GitHub or of a vendor, which are new for each job. `self-hosted` is the label
 * that every self-hosted runner has; `arc-` is what the charts of actions-runner-controller call their scale sets.
 */
export const isSelfHosted = (labels: readonly string[]): boolean =>
  labels.some((label) => /^self-hosted$/iu.test(label) || /^arc-/iu.test(label));
