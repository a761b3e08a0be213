import type { SourceFile } from '../../bytes/files.ts';
import { readYaml } from '../../documents/read.ts';
import type { Entry } from '../../documents/entry.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { Door } from './litellm/door.ts';
import { tellModels } from './litellm/models.ts';
import { tellPassThrough } from './litellm/pass-through.ts';
import { isLiteLlm, mayBeLiteLlm } from './litellm/recognise.ts';
import { tellAuthentication, tellRest } from './litellm/settings.ts';
import { tellToolServers } from './litellm/tool-servers.ts';

const LARGEST = 4 * 1024 * 1024;

/** Gateways before models: configurations of the LiteLLM proxy. Those that are Kubernetes objects are read with the cluster. */
export const frontdoors: Connector = {
  name: 'frontdoors',
  open(files, context) {
    const found = new Map<string, Entry>();
    return {
      wants: ({ path, bytes }) => /\.ya?ml$/iu.test(path) && bytes > 0 && bytes <= LARGEST,
      take({ path }, text) {
        if (!mayBeLiteLlm(text)) return undefined;
        const { roots, diagnostics } = readYaml(path, text);
        const [root] = roots;
        if (diagnostics.length > 0 || roots.length !== 1 || !root || !isLiteLlm(root)) return undefined;
        found.set(path, root);
        return root;
      },
      recall: ({ path }, root: Entry) => {
        found.set(path, root);
      },
      finish: () => finish(files, context, found),
    };
  },
};

function finish(
  files: readonly SourceFile[],
  context: ScanContext,
  found: ReadonlyMap<string, Entry>,
): ReadonlySet<string> {
  // The same in whatever order the files came.
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const root = found.get(file.path);
    if (!root) continue;
    const door = new Door(context, file, root);
    tellAuthentication(door);
    tellModels(door);
    tellPassThrough(door);
    tellToolServers(door);
    tellRest(door);
  }
  const own = files.filter(({ path }) => found.has(path));
  tellSources(context.estate, 'frontdoors', own, () => 1);
  return new Set(found.keys());
}
