import { Glob } from '../model/glob.ts';
import { WritError } from '../model/errors.ts';
import { parseId, type NodeId } from '../model/id.ts';
import type { Scanned } from '../report/scanned.ts';
import { resolveNode } from './resolve-id.ts';

/** What was typed as things of the estate: an id, a glob over ids, KIND/NAMESPACE/NAME, or the end of an id. */
export function resourcesOf(scanned: Pick<Scanned, 'graph'>, typed: string): readonly NodeId[] {
  const { graph } = scanned;
  if (graph.node(typed) !== undefined) return [typed];
  const places = graph.places();
  const all = (): readonly NodeId[] => Array.from(places.all(), (place) => places.id(place));
  const glob = new Glob(typed);
  if (!glob.exact && /^[a-z0-9*]+:/u.test(typed)) {
    const found = all().filter((id) => glob.test(id));
    if (found.length === 0) throw new WritError('unknown-id', `"${typed}"`, { hint: 'The glob fits no id.' });
    return found;
  }
  const [kind = '', ...path] = typed.split('/');
  if (path.length > 0) {
    const found = all().filter((id) => isNamed(id, kind, path));
    if (found.length > 0) return found;
  }
  // A glob need not name a source: `**` is everything, `**/vllm` all of that name.
  const fitting = glob.exact ? [] : all().filter((id) => glob.test(id));
  return fitting.length > 0 ? fitting : [resolveNode(scanned, typed)];
}

/** The kind in one or many, in any case; of the path the first and the last segment, as people name things. */
function isNamed(id: NodeId, kind: string, path: readonly string[]): boolean {
  const parsed = parseId(id);
  if (parsed === undefined || parsed.path.length === 0) return false;
  const own = parsed.kind.toLowerCase();
  const asked = kind.toLowerCase();
  if (own !== asked && `${own}s` !== asked && `${own}es` !== asked && own.replace(/y$/u, 'ies') !== asked) return false;
  if (path.length === 1) return path[0] === '*' || parsed.name === path[0];
  const fits = (want: string | undefined, have: string | undefined): boolean => want === '*' || want === have;
  return fits(path[0], parsed.path[0]) && fits(path.at(-1), parsed.name);
}
