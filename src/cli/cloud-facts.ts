import type { Fact } from '../model/facts.ts';
import type { EstateFlags, Loaded } from './load-estate.ts';
import { usage } from './usage.ts';

/** What questions to policies are asked of: the facts of the files just read, or as the saved scan kept them. */
export async function cloudFacts(loaded: Loaded, { estate }: Pick<EstateFlags, 'estate'>): Promise<readonly Fact[]> {
  if (loaded.fresh) return loaded.estate.facts;
  const [file = ''] = estate;
  if (!loaded.policies)
    throw usage(
      `${file} keeps no policies`,
      'Scan again with `writ scan PATH -o snapshot --output-file FILE` (in JSON: `--include edges,identities,nodes,policies`), or give the folders that it was made from.',
    );
  return loaded.policies();
}
