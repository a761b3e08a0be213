import type { Disk } from '../disk/disk.ts';
import { leafHash, type Hash } from '../merkle/hash.ts';
import type { Verifier } from '../note/keys.ts';
import { parseNote, verified, type Note } from '../note/note.ts';
import { parseTreeHead, type TreeHead } from '../note/tree-head.ts';
import { TILE } from '../tiles/path.ts';
import { Frontier } from '../write/frontier.ts';
import { HEAD_FILE } from '../write/sequencer.ts';
import { readSpool, SpoolDamage } from '../write/spool.ts';
import { Chains } from './chains.ts';
import { LogDamage, LogFiles } from './log-files.ts';
import { MINIMUM_FILE, minimumIndex } from './minimum.ts';

/** What is wrong with a log, and where. */
export interface LogFault {
  readonly code:
    | 'no-log'
    | 'bad-head'
    | 'wrong-signature'
    | 'not-signed'
    | 'damaged'
    | 'wrong-root'
    | 'broken-chain'
    | 'forked'
    | 'cut-back';
  /** A file of the log's folder. */
  readonly file: string;
  /** Of the first entry that is concerned. */
  readonly index?: number;
  readonly says: string;
}

/** What a verification could not look at, and why that matters. */
export interface Unknown {
  readonly code: 'replaced' | 'cut-back' | 'torn' | 'pruned';
  readonly says: string;
}

export interface Verification {
  readonly head?: TreeHead;
  readonly entries: number;
  /** Durable and not yet in the tree; their chain was followed too. */
  readonly unsealed: number;
  readonly faults: readonly LogFault[];
  readonly unknown: readonly Unknown[];
  /** Cosignatures of known witnesses: name, and when (seconds since the epoch). */
  readonly witnessed: readonly { readonly name: string; readonly time: number }[];
}

export interface VerifyOptions {
  /** Keys of the log that come from elsewhere than its folder. */
  readonly keys?: readonly Verifier[];
  readonly witnesses?: readonly Verifier[];
  /** A tree head that somebody kept. */
  readonly known?: TreeHead;
  /** Called now and then with how many entries were read. */
  readonly progress?: (entries: number, of: number) => void;
}

/** Reads the whole log, from its files alone: every entry is hashed again, every tile and the root are computed again. */
export async function verifyLog(disk: Disk, options: VerifyOptions = {}): Promise<Verification> {
  const read = await readSigned(disk);
  if ('code' in read) return { ...NOTHING, faults: [read] };
  const { note, head } = read;
  const signed = signatures(note, options);
  const faults = [...signed.faults];
  const minimum = await minimumIndex(disk).catch(damage(faults));
  const chains = new Chains(minimum);
  const root =
    minimum === undefined ? undefined : await walk(disk, head, chains, minimum, options).catch(damage(faults));
  if (root && !root.all.equals(head.root))
    faults.push({
      code: 'wrong-root',
      file: HEAD_FILE,
      says: `the entries have another root than the tree head of ${head.size} entries`,
    });
  faults.push(...chains.faults);
  if (options.known) faults.push(...against(options.known, head, root?.atKnown));
  const { unsealed, torn } = await followSpool(disk, chains, faults);
  if (root) faults.push(...chains.close());
  return {
    head,
    entries: root ? head.size : chains.entries,
    unsealed,
    faults,
    unknown: [...unknown(options, signed.witnessed.length > 0), ...tornEnd(torn), ...prunedStart(minimum ?? 0)],
    witnessed: signed.witnessed,
  };
}

/** A damage becomes a fault. */
const damage =
  (faults: LogFault[]) =>
  (error: unknown): undefined => {
    if (!(error instanceof LogDamage)) throw error;
    const { file, message: says, index } = error;
    faults.push({ code: 'damaged', file, says, ...(index === undefined ? {} : { index }) });
  };

const NOTHING: Verification = { entries: 0, unsealed: 0, faults: [], unknown: [], witnessed: [] };

async function readSigned(disk: Disk): Promise<{ readonly note: Note; readonly head: TreeHead } | LogFault> {
  const bytes = await disk.read(HEAD_FILE);
  if (!bytes) return { code: 'no-log', file: HEAD_FILE, says: 'there is no tree head' };
  const note = parseNote(bytes);
  const head = note && parseTreeHead(note.text);
  return note && head ? { note, head } : { code: 'bad-head', file: HEAD_FILE, says: 'it is no signed tree head' };
}

function signatures(
  note: Note,
  { keys = [], witnesses = [] }: VerifyOptions,
): Pick<Verification, 'faults' | 'witnessed'> {
  const all = verified(note, [...keys, ...witnesses]);
  if (!all)
    return {
      witnessed: [],
      faults: [{ code: 'wrong-signature', file: HEAD_FILE, says: 'a signature of a known key is wrong' }],
    };
  const witnessed = all.flatMap(({ verifier, time }) => (time === undefined ? [] : [{ name: verifier.name, time }]));
  const own = all.some(({ verifier }) => keys.includes(verifier));
  const faults: LogFault[] =
    keys.length === 0 || own
      ? []
      : [{ code: 'not-signed', file: HEAD_FILE, says: 'none of the keys that were given signed it' }];
  return { witnessed, faults };
}

interface Roots {
  readonly all: Hash;
  readonly atKnown?: Hash;
}

/** Every bundle against its tile, every tile against those below. Throws `LogDamage` at the first that is wrong. */
async function walk(
  disk: Disk,
  head: TreeHead,
  chains: Chains,
  minimum: number,
  { known, progress }: VerifyOptions,
): Promise<Roots> {
  const files = new LogFiles(disk, head.size);
  if (minimum > head.size) throw new LogDamage(MINIMUM_FILE, `the log has ${head.size} entries`);
  const frontier = new Frontier();
  let atKnown = known?.size === 0 ? frontier.root() : undefined;
  const full: { level: number; index: number; hashes: readonly Hash[] }[] = [];
  for (let index = 0; index * TILE < head.size; index++) {
    const leaves = await files.tile(0, index);
    const pruned = index * TILE < minimum;
    const entries = pruned ? undefined : await files.entries(index);
    if (entries && entries.length !== leaves.length)
      throw new LogDamage(files.path(0, index), 'it does not have as many hashes as there are entries');
    for (const [at, leaf] of leaves.entries()) {
      const place = index * TILE + at;
      const bytes = entries?.[at];
      if (bytes) {
        if (!leafHash(bytes).equals(leaf))
          throw new LogDamage(
            files.path('entries', index),
            `entry ${place} is not the one whose hash stands in ${files.path(0, index)}`,
            place,
          );
        chains.follow(bytes, leaf, place, files.path('entries', index));
      }
      frontier.add(leaf, (tile, number, hashes) => {
        if (tile > 0) full.push({ level: tile, index: number, hashes });
      });
      if (known?.size === place + 1) atKnown = frontier.root();
    }
    for (const tile of full.splice(0)) await sameTile(files, tile);
    if (index % 64 === 0) progress?.(frontier.size, head.size);
  }
  for (const tile of frontier.partials()) if (tile.level > 0) await sameTile(files, tile);
  return { all: frontier.root(), ...(atKnown ? { atKnown } : {}) };
}

async function sameTile(
  files: LogFiles,
  { level, index, hashes }: { readonly level: number; readonly index: number; readonly hashes: readonly Hash[] },
): Promise<void> {
  const written = await files.tile(level, index);
  const wrong = hashes.findIndex((hash, at) => written[at]?.equals(hash) !== true);
  if (wrong >= 0) throw new LogDamage(files.path(level, index), `hash ${wrong} is not that of the tile below it`);
}

function against(known: TreeHead, head: TreeHead, root: Hash | undefined): readonly LogFault[] {
  if (known.origin !== head.origin)
    return [{ code: 'forked', file: HEAD_FILE, says: `the tree head that was kept is of the log ${known.origin}` }];
  if (known.size > head.size)
    return [
      {
        code: 'cut-back',
        file: HEAD_FILE,
        says: `it has ${head.size} entries, the tree head that was kept has ${known.size}`,
      },
    ];
  if (!root || root.equals(known.root)) return [];
  return [
    {
      code: 'forked',
      file: HEAD_FILE,
      says: `its first ${known.size} entries have another root than the tree head that was kept`,
    },
  ];
}

async function followSpool(
  disk: Disk,
  chains: Chains,
  faults: LogFault[],
): Promise<{ readonly unsealed: number; readonly torn: number }> {
  try {
    const { entries, torn } = await readSpool(disk);
    return { unsealed: chains.followUnsealed(entries, faults), torn };
  } catch (error) {
    if (!(error instanceof SpoolDamage)) throw error;
    faults.push({ code: 'damaged', file: error.file, says: error.message });
    return { unsealed: 0, torn: 0 };
  }
}

/** The spool's end is signed by nobody: a write that was cut off and a changed last entry look the same. */
const tornEnd = (bytes: number): readonly Unknown[] =>
  bytes === 0
    ? []
    : [
        {
          code: 'torn',
          says: `that the last ${bytes} bytes of the spool were an acknowledged entry: they are no whole record`,
        },
      ];

const prunedStart = (minimum: number): readonly Unknown[] =>
  minimum === 0
    ? []
    : [
        {
          code: 'pruned',
          says: `what the first ${minimum} entries said: they were pruned, and only their hashes are here`,
        },
      ];

function unknown({ keys = [], known, witnesses = [] }: VerifyOptions, witnessed: boolean): readonly Unknown[] {
  const found: Unknown[] = [];
  if (keys.length === 0 && !(witnesses.length > 0 && witnessed) && !known)
    found.push({
      code: 'replaced',
      says: 'that the whole log was replaced under another key: give --key, --known or a witness',
    });
  if (!known && !witnessed)
    found.push({
      code: 'cut-back',
      says: 'that the log was cut back to an older signed tree head: give --known or a witness',
    });
  return found;
}
