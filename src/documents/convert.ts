import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Scalar,
  type Alias,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { MarksBuilder } from './marks.ts';
import { BOUNDS, Refusal, type Parsed } from './parsed.ts';
import { isData, plain, type Data } from './plain.ts';
import { resolvePlain } from './scalars.ts';
import type { Cut } from './yaml.ts';

interface Value {
  readonly data: unknown;
  /** Entries when every alias is written out. */
  readonly size: number;
  readonly end: number;
}

interface State {
  readonly cut: Cut;
  readonly marks: MarksBuilder;
  /** Finished values by anchor; an alias means the latest of its name before it. */
  readonly anchors: Map<string, Value | undefined>;
  entries: number;
  aliased: number;
}

const OPEN = { key: 0, name: '', block: true } as const;
interface Entry {
  readonly key: number;
  readonly name: string | number;
  readonly block: boolean;
}

/** Turns a syntax tree into plain data and marks, bounded. Aliases share one value, so memory stays that of the text. */
export function convert(root: ParsedNode | null, cut: Cut): Parsed {
  const state: State = { cut, marks: new MarksBuilder(), anchors: new Map(), entries: 0, aliased: 0 };
  const start = root ? root.range[0] : 0;
  const { data } = take(root, { ...OPEN, key: start }, start, 0, state);
  return { data, marks: state.marks.build() };
}

function take(node: ParsedNode | null, entry: Entry, fallback: number, depth: number, state: State): Value {
  const start = node ? startOf(node) : fallback;
  if (depth > BOUNDS.depth)
    throw new Refusal('too-deep', `the document nests deeper than ${BOUNDS.depth} levels`, state.cut.at(start));
  if (++state.entries > BOUNDS.entries)
    throw new Refusal('too-large', `the document has more than ${BOUNDS.entries} entries`, state.cut.at(start));
  const mark = state.marks.open(entry.name, state.cut.at(entry.key), state.cut.at(start), entry.block);
  const anchor = node && !isAlias(node) ? node.anchor : undefined;
  if (anchor !== undefined) state.anchors.set(anchor, undefined);
  const value =
    tagOf(node, state) === undefined ? valueOf(node, start, depth, state) : underTag(node, start, depth, state);
  if (anchor !== undefined) state.anchors.set(anchor, value);
  state.marks.close(mark, state.cut.at(value.end));
  return value;
}

function tagOf(node: ParsedNode | null, { cut }: State): string | undefined {
  return node && !isAlias(node) && node.tag !== undefined ? cut.tagged?.(node.tag) : undefined;
}

/** A value with a tag that names a function: a map of one entry, which stands where the value stands. */
function underTag(node: ParsedNode | null, start: number, depth: number, state: State): Value {
  const name = tagOf(node, state) ?? '';
  const at = state.cut.at(start);
  const mark = state.marks.open(name, at, at, false);
  const value = valueOf(node, start, depth + 1, state);
  state.marks.close(mark, state.cut.at(value.end));
  const data = plain();
  data[name] = value.data;
  return { data, size: value.size + 1, end: value.end };
}

function valueOf(node: ParsedNode | null, start: number, depth: number, state: State): Value {
  if (isMap(node)) return mapOf(node, start, depth, state);
  if (isSeq(node)) return seqOf(node, start, depth, state);
  if (isAlias(node)) return aliasOf(node, state);
  if (isScalar(node)) return { data: scalarOf(node, state.cut), size: 1, end: scalarEnd(node, state.cut.text) };
  return { data: null, size: 1, end: start };
}

function mapOf(map: YAMLMap.Parsed, start: number, depth: number, state: State): Value {
  const data = plain();
  const seen = new Set<string>();
  const merges: { value: Value; key: number }[] = [];
  const block = map.flow !== true;
  let size = 1;
  let end = start;
  for (const { key, value } of map.items) {
    const name = keyOf(key, state);
    const at = startOf(key);
    if (seen.has(name) && state.cut.alternatives) continue;
    if (seen.has(name)) throw new Refusal('malformed', 'a key stands twice in one map', state.cut.at(at));
    seen.add(name);
    const taken = take(value, { key: at, name, block }, key.range[1], depth + 1, state);
    size += taken.size;
    end = Math.max(taken.end, key.range[1]);
    if (name === '<<' && isScalar(key) && key.type === 'PLAIN') merges.push({ value: taken, key: at });
    else data[name] = taken.data;
  }
  for (const merge of merges) mergeInto(data, merge.value, merge.key, state);
  return { data, size, end: block ? end : map.range[1] };
}

/** `<<`: the keys of one map or of several, the map's own and earlier ones first. */
function mergeInto(data: Data, value: Value, key: number, state: State): void {
  for (const one of Array.isArray(value.data) ? (value.data as unknown[]) : [value.data]) {
    if (!isData(one)) throw new Refusal('malformed', 'a merge key does not name a map', state.cut.at(key));
    for (const name of Object.keys(one))
      if (!Object.hasOwn(data, name)) {
        data[name] = one[name];
        state.marks.borrowed(name, state.cut.at(key), state.cut.at(key), state.cut.at(value.end));
      }
  }
}

function seqOf(seq: YAMLSeq.Parsed, start: number, depth: number, state: State): Value {
  const data: unknown[] = [];
  const block = seq.flow !== true;
  const dashes = block ? dashesOf(seq) : [];
  let size = 1;
  let end = start;
  for (const [index, item] of seq.items.entries()) {
    // A flow list may hold `a: b` pairs, which are maps of one key that Kubernetes never writes.
    if (isPairLike(item)) throw new Refusal('malformed', 'a pair stands in a list', state.cut.at(end));
    const dash = dashes[index] ?? startOf(item);
    const taken = take(item, { key: dash, name: index, block }, dash + 1, depth + 1, state);
    data.push(taken.data);
    size += taken.size;
    end = Math.max(taken.end, block ? dash + 1 : taken.end);
  }
  return { data, size, end: block ? end : seq.range[1] };
}

function dashesOf(seq: YAMLSeq.Parsed): readonly number[] {
  const token = seq.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap((item) => {
    const dash = item.start.find((one) => one.type === 'seq-item-ind');
    return dash ? [dash.offset] : [];
  });
}

function aliasOf(alias: Alias.Parsed, state: State): Value {
  const value = state.anchors.get(alias.source);
  if (!value)
    throw new Refusal('malformed', 'an alias names no finished anchor before it', state.cut.at(alias.range[0]));
  state.aliased += value.size;
  if (state.aliased > BOUNDS.aliased)
    throw new Refusal(
      'too-many-aliases',
      `aliases add more than ${BOUNDS.aliased} entries`,
      state.cut.at(alias.range[0]),
    );
  return { data: value.data, size: value.size, end: alias.range[1] };
}

function scalarOf(scalar: Scalar.Parsed, { word }: Cut): unknown {
  if (typeof scalar.value !== 'string') return scalar.value;
  const value = word?.(scalar.value) ?? scalar.value;
  if (scalar.type !== Scalar.PLAIN || (scalar.tag !== undefined && scalar.tag.endsWith(':str'))) return value;
  return resolvePlain(value);
}

function keyOf(key: ParsedNode, state: State): string {
  if (isScalar(key)) {
    const source = typeof key.value === 'string' ? key.value : key.source;
    const name = state.cut.word?.(source) ?? source;
    if (key.anchor !== undefined) state.anchors.set(key.anchor, { data: name, size: 1, end: key.range[1] });
    return name;
  }
  throw new Refusal('malformed', 'a key is not text', state.cut.at(key.range[0]));
}

function scalarEnd(scalar: Scalar.Parsed, text: string): number {
  let end = scalar.range[1];
  if (scalar.type !== Scalar.BLOCK_LITERAL && scalar.type !== Scalar.BLOCK_FOLDED) return end;
  while (end > scalar.range[0] && isBreak(text.charCodeAt(end - 1))) end--;
  return end;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 32 || code === 9;
}

function startOf(node: ParsedNode): number {
  return node.range[0];
}

function isPairLike(item: ParsedNode | Pair): item is Pair {
  return !('range' in item);
}
