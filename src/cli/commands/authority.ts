import { whoCan, type WhoCan } from '../../connectors/kubernetes/rbac/who-can.ts';
import { parseId } from '../../model/id.ts';
import { authorityOf, type Authorised, type Authority } from '../../questions/authority.ts';
import { authorityJson, authorityLines } from '../../report/authority-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags, type Loaded } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resolveNode } from '../resolve-id.ts';

export async function authority(io: Io, given: readonly string[], flags: EstateFlags): Promise<number> {
  const [[typed = ''], told] = argumentsOf(['ID'], given, flags, io.cwd);
  const loaded = await loadEstate(io, told);
  const id = resolveNode(loaded, typed);
  const found = authorityOf(loaded.graph, id, rightsOver(loaded, id));
  await answer(io, flags.output, {
    json: () => authorityJson(found),
    lines: () => authorityLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}

/** Who writes bindings gives access, and who removes them takes it away, whatever was agreed. */
const AMOUNTS: readonly (readonly [verb: string, may: Authority])[] = [
  ['create', 'approve'],
  ['delete', 'revoke'],
];

function rightsOver({ estate }: Loaded, id: string): readonly Authorised[] {
  const parsed = parseId(id);
  if (parsed?.source !== 'k8s') return [];
  const { realm, path, kind } = parsed;
  const namespace = path.length > 1 || kind === 'Namespace' ? path[0] : undefined;
  const group = 'rbac.authorization.k8s.io';
  const rights = {
    nodes: estate.nodes.filter((node) => node.rules !== undefined && node.realm === realm),
    edges: estate.edges.filter(
      ({ kind: one }) => one === 'HAS_PERMISSION_SET' || one === 'MEMBER_OF' || one === 'GRANTS_ROLE',
    ),
  };
  return AMOUNTS.flatMap(([verb, may]) => {
    const ask: WhoCan =
      namespace === undefined
        ? { verb, group, resource: 'clusterrolebindings', realm }
        : { verb, group, resource: 'rolebindings', namespace, realm };
    return whoCan(rights, ask).map(({ identity, via, confidence, evidence }): Authorised => ({
      may,
      who: identity,
      by: 'rights',
      via,
      confidence,
      evidence,
    }));
  });
}
