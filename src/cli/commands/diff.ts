import { difference, unreadOf, type Side } from '../../questions/diff.ts';
import { diffJson, diffLines } from '../../report/diff-report.ts';
import { soleRealm } from '../../report/names.ts';
import { ownerOf } from '../../report/owner.ts';
import type { Scanned } from '../../report/scanned.ts';
import { answer } from '../answer.ts';
import { EXIT } from '../exit.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate } from '../load-estate.ts';

export interface DiffFlags {
  readonly output: 'table' | 'json' | 'md';
  readonly render?: true;
  readonly quiet?: true;
}

/** Each side is a folder to scan or a saved scan. A difference is no failure. */
export async function diff(io: Io, [a = '', b = '']: readonly string[], flags: DiffFlags): Promise<number> {
  const load = (path: string): ReturnType<typeof loadEstate> =>
    loadEstate(io, { ...flags, output: 'json', estate: [path] });
  const before = await load(a);
  const after = await load(b);
  const found = { difference: difference(sideOf(before, a), sideOf(after, b)), after: after.graph };
  const realm = soleRealm([...before.estate.nodes, ...after.estate.nodes].map((node) => node.realm));
  if (flags.output === 'md') {
    const { diffMarkdown } = await import('../../report/diff-markdown.ts');
    await io.out(diffMarkdown(found, realm));
  } else
    await answer(io, flags.output, { json: () => diffJson(found), lines: () => diffLines(found, io.width, realm) });
  const exits = [exitOf(before, {}), exitOf(after, {})];
  return exits.find((one) => one !== EXIT.done) ?? EXIT.done;
}

function sideOf({ estate, graph, findings }: Scanned, path: string): Side {
  const { nodes, edges, diagnostics } = estate;
  return { graph, nodes, edges, findings, unread: unreadOf(diagnostics, path), owner: (node) => ownerOf(node, graph) };
}
