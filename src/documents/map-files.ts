import { Lines } from '../bytes/lines.ts';
import type { Evidence } from '../model/evidence.ts';
import { documentAt, documents } from './documents.ts';
import { Entry, entryOf } from './entry.ts';
import type { Placed } from './path.ts';

/** A configuration file that a ConfigMap carries in its `data`. */
export interface MapFile {
  /** Names as written: of the ConfigMap, and of the file in it. */
  readonly map: string;
  readonly key: string;
  /** Where the key of the file stands: with `mapFileName` what two readers of one ConfigMap know the file by. */
  readonly at: { readonly file: string; readonly line: number };
  readonly root: Entry;
}

/** Of a ConfigMap and of all that it carries (kubernetes.io, ConfigMap: 1 MiB). */
const LARGEST = 1 << 20;
const FILE = /\.(?:ya?ml|json)$/iu;
const KIND = /\bConfigMap\b/u;

/** How a file that a ConfigMap carries is called among the files of the tree: the same for all who read the map. */
export const mapFileName = ({ file, line }: MapFile['at'], key: string): string => `${file}#${line}/${key}`;

/**
 * Files that the ConfigMaps of a text carry and that hold one document. `may`, which sees the text of each map and then of each file with its
 * name, saves parsing the rest. What stands as a literal block is read where it stands; of other styles (JSON, quotes, folds) only the line
 * of the key is known, and nothing can be edited.
 */
export function readMapFiles(
  file: string,
  text: string,
  may: (text: string, key?: string) => boolean,
): readonly MapFile[] {
  if (!KIND.test(text)) return [];
  const lines = new Lines(text);
  const { docs } = documents(file, text, (piece) => KIND.test(piece) && may(piece), { lines });
  const maps = docs.map(entryOf).flatMap((root) => [root, ...root.items('items')]);
  return maps.flatMap((map) => {
    const name = map.text('metadata', 'name');
    if (map.text('kind') !== 'ConfigMap' || map.text('apiVersion') !== 'v1' || name === undefined) return [];
    return map.entries('data').flatMap(([key, entry]): readonly MapFile[] => {
      const { value } = entry;
      if (typeof value !== 'string' || value.length > LARGEST || !FILE.test(key) || !may(value, key)) return [];
      const at = entry.evidence;
      const root = literal(file, text, lines, entry) ?? elsewhere(file, value, at);
      return root ? [{ map: name, key, at, root }] : [];
    });
  });
}

/** The document of a literal block scalar (YAML 1.2.2, 8.1.2): its lines are the file's lines. */
function literal(file: string, text: string, lines: Lines, entry: Entry): Entry | undefined {
  const { span } = entry;
  const head = span && /^\|[0-9+-]{0,2}[ \t]*(?:#[^\n]*)?\n/u.exec(text.slice(span.start, span.start + 200));
  if (!span || !head) return undefined;
  const doc = documentAt(file, text, { start: span.start + head[0].length, end: span.end }, lines);
  return doc && entryOf(doc);
}

/** The document of a text that was put together of something else: all of it stands at one line. */
function elsewhere(file: string, value: string, at: Evidence): Entry | undefined {
  const doc = documentAt(file, value, { start: 0, end: value.length }, new Lines(value));
  return doc && new Entry(doc.data, [], oneLine(at));
}

const oneLine = (evidence: Evidence): Placed => ({
  at: () => evidence,
  span: () => undefined,
  block: () => undefined,
  indent: () => undefined,
});
