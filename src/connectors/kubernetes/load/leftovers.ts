import { posix } from 'node:path';
import { diagnostic, type Diagnostic } from '../../../model/diagnostic.ts';
import { visible } from '../../../model/errors.ts';
import { valueAt } from '../../../documents/edit.ts';
import type { Kustomization } from './kustomize/read.ts';
import type { Manifest } from './object.ts';

/** What a complete object of a kind cannot do without. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'selector'],
  StatefulSet: ['spec', 'selector'],
  DaemonSet: ['spec', 'selector'],
  CustomResourceDefinition: ['spec', 'names'],
  MutatingWebhookConfiguration: ['webhooks'],
  ValidatingWebhookConfiguration: ['webhooks'],
};

/**
 * What has the form of an object and cannot be applied: one without a name (the configuration file of a program), and a patch that
 * lies beside a kustomization which no longer uses it. Each is told, so that nothing hides behind a name.
 */
export function withoutLeftovers(
  manifests: readonly Manifest[],
  kustomizations: ReadonlyMap<string, Kustomization>,
): { kept: Manifest[]; notes: Diagnostic[] } {
  const kept: Manifest[] = [];
  const notes: Diagnostic[] = [];
  for (const one of manifests) {
    const { file, lines, marks, root } = one.place;
    const line = lines.lineAt(marks.mark(root).start);
    if (one.name === '')
      notes.push(
        diagnostic(
          'unknown-kind',
          `${visible(one.kind)} without a name: a configuration file, not an object`,
          file,
          line,
        ),
      );
    else if (isUnusedPatch(one, kustomizations))
      notes.push(
        diagnostic('not-rendered', `a part of a ${visible(one.kind)}: a patch that no kustomization uses`, file, line),
      );
    else kept.push(one);
  }
  return { kept, notes };
}

function isUnusedPatch(one: Manifest, kustomizations: ReadonlyMap<string, Kustomization>): boolean {
  const needed = Object.hasOwn(NEEDED, one.kind) ? NEEDED[one.kind] : undefined;
  if (!needed || valueAt(one.body, needed) !== undefined) return false;
  const folder = posix.dirname(one.place.file);
  return kustomizations.has(folder) || kustomizations.has(posix.dirname(folder));
}
