import type { SourceFile } from '../../bytes/files.ts';
import type { Entry } from '../../documents/entry.ts';
import { readMapFiles, type MapFile } from '../../documents/map-files.ts';
import { readYaml } from '../../documents/read.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { Door } from './litellm/door.ts';
import { tellModels } from './litellm/models.ts';
import { tellPassThrough } from './litellm/pass-through.ts';
import { isLiteLlm, mayBeLiteLlm } from './litellm/recognise.ts';
import { tellAuthentication, tellOwnKeys, tellRest } from './litellm/settings.ts';
import { tellToolServers } from './litellm/tool-servers.ts';

const LARGEST = 4 * 1024 * 1024;

interface Found {
  readonly root: Entry;
  /** The ConfigMap that carries it, where it is no file of its own. */
  readonly inside?: MapFile;
}

/** Gateways before models: configurations of the LiteLLM proxy. Those that are Kubernetes objects are read with the cluster. */
export const frontdoors: Connector = {
  name: 'frontdoors',
  open(files, context) {
    const found = new Map<string, readonly Found[]>();
    return {
      wants: ({ path, bytes }) => /\.(?:ya?ml|json)$/iu.test(path) && bytes > 0 && bytes <= LARGEST,
      take({ path }, text) {
        const own = mayBeLiteLlm(text) ? read(path, text) : [];
        if (own.length === 0) return undefined;
        found.set(path, own);
        return own;
      },
      recall: ({ path }, own: readonly Found[]) => {
        found.set(path, own);
      },
      finish: () => finish(files, context, found),
    };
  },
};

function read(path: string, text: string): readonly Found[] {
  const inside = readMapFiles(path, text, mayBeLiteLlm)
    .filter(({ root }) => isLiteLlm(root))
    .map((one): Found => ({ root: one.root, inside: one }));
  if (inside.length > 0 || !/\.ya?ml$/iu.test(path)) return inside;
  const { roots, diagnostics } = readYaml(path, text);
  const [root] = roots;
  return diagnostics.length > 0 || roots.length !== 1 || !root || !isLiteLlm(root) ? [] : [{ root }];
}

function finish(
  files: readonly SourceFile[],
  context: ScanContext,
  found: ReadonlyMap<string, readonly Found[]>,
): ReadonlySet<string> {
  const own = files.filter(({ path }) => found.has(path));
  // The same in whatever order the files came.
  for (const file of [...own].sort((a, b) => (a.path < b.path ? -1 : 1)))
    for (const { root, inside } of found.get(file.path) ?? []) tellDoor(new Door(context, file, root, inside));
  tellSources(context.estate, 'frontdoors', own, (path) => found.get(path)?.length ?? 0);
  return new Set(found.keys());
}

function tellDoor(door: Door): void {
  tellAuthentication(door);
  tellModels(door);
  tellOwnKeys(door);
  tellPassThrough(door);
  tellToolServers(door);
  tellRest(door);
}
