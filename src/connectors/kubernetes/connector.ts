import type { SourceFile } from '../../bytes/files.ts';
import { countEach, tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { deriveAccess } from './derive/access.ts';
import { deriveKeys } from './derive/keys.ts';
import { inferJewels } from './derive/jewels.ts';
import { Telling } from './derive/telling.ts';
import { deriveWorkloads } from './derive/workloads.ts';
import { loaded, type Loaded } from './load/load.ts';
import { FileReader, type ReadFiles } from './load/read-files.ts';
import { asObjects } from './read/documents.ts';
import { misshapen } from './read/shapes.ts';
import { buildWorld } from './read/world.ts';
import type { K8sObject } from './world.ts';

/** Kubernetes from its files: load, then each realm by itself: what runs, who may do what, what is at stake. */
export const kubernetes: Connector = {
  name: 'kubernetes',
  open(files, context) {
    const reader = new FileReader(files, context.render);
    return {
      wants: (file) => reader.wants(file),
      take: (file, text) => reader.take(file, text),
      recall: (_file, kept: ReadFiles) => {
        reader.recall(kept);
      },
      // Programs that render read what they like.
      besides: (file) => context.render || reader.isOfChart(file) || reader.isSource(file),
      finish: () => tell(loaded(reader.done(), files, context), files, context),
    };
  },
};

function tell(read: Loaded, files: readonly SourceFile[], context: ScanContext): ReadonlySet<string> {
  for (const object of read.objects) context.estate.diagnostic(...misshapen(object));
  const realms = new Map<string, K8sObject[]>();
  for (const object of [...read.objects, ...asObjects(read)]) {
    const known = realms.get(object.realm);
    if (known) known.push(object);
    else realms.set(object.realm, [object]);
  }
  const names = [...realms.keys()].sort();
  names.forEach((realm, index) => {
    context.progress(index, names.length, `kubernetes ${realm}`);
    const world = buildWorld(realm, realms.get(realm) ?? [], read.patchedAccounts);
    // Workloads come first: what they tell of environments and of Secrets that controllers make is used by access.
    deriveWorkloads(world, context.estate, context);
    deriveAccess(world, context.estate);
    inferJewels(new Telling(world, context.estate, context.digest));
    deriveKeys(world, context.estate);
  });
  context.progress(names.length, names.length, 'kubernetes');
  const objects = countEach(read.objects.flatMap(fileOf));
  const own = files.filter(({ path }) => read.claimed.has(path));
  tellSources(context.estate, kubernetes.name, own, (path) => objects.get(path) ?? 0);
  return read.claimed;
}

function fileOf(object: K8sObject): readonly string[] {
  const at = object.at();
  return 'file' in at ? [at.file] : object.heldIn === undefined ? [] : [object.heldIn];
}
