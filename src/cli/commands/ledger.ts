import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { LocalDisk } from '../../ledger/disk/local.ts';
import { decodeEntry } from '../../ledger/entry/entry.ts';
import { printVerifier } from '../../ledger/note/keys.ts';
import { parseNote } from '../../ledger/note/note.ts';
import { parseTreeHead, type TreeHead } from '../../ledger/note/tree-head.ts';
import { entriesOf, indexOfLeaf } from '../../ledger/read/entries.ts';
import { LogDamage } from '../../ledger/read/log-files.ts';
import { minimumIndex } from '../../ledger/read/minimum.ts';
import { Prover } from '../../ledger/read/prove.ts';
import { verifyLog } from '../../ledger/read/verify.ts';
import { WritError } from '../../model/errors.ts';
import { pruneLog } from '../../server/prune-log.ts';
import { rotateLogKey } from '../../server/rotate-log-key.ts';
import { entryEvent } from '../../report/ledger-ocsf.ts';
import { ledgerJson, ledgerLines } from '../../report/ledger-report.ts';
import { count } from '../../report/names.ts';
import { safeJson } from '../../report/printable.ts';
import { SCHEMA_VERSION } from '../../report/records.ts';
import { answer } from '../answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { keptDays } from '../ledger-setting.ts';
import { Progress } from '../progress.ts';
import { usage } from '../usage.ts';
import { textOf, verifiersOf } from '../verifiers.ts';
import { version } from '../version.ts';

export interface LedgerFlags {
  readonly data: string;
  readonly key?: readonly string[];
  readonly witness?: readonly string[];
  readonly known?: string;
  readonly log?: readonly string[];
  readonly listen?: string;
  readonly name?: string;
  readonly keep?: string;
  readonly output: 'table' | 'json' | 'ocsf';
  readonly quiet?: true;
}

/**
 * `writ ledger verify|prove|export`: reads the files of the log and nothing else. `rotate-key` gives it another key, `prune` lets old entries go, `witness` cosigns
 * the heads of other logs.
 */
export async function ledger(io: Io, [what, which, ...more]: readonly string[], flags: LedgerFlags): Promise<number> {
  if (more.length > 0) throw usage(`too many arguments: ${more.join(' ')}`);
  if (flags.output === 'ocsf' && what !== 'export') throw usage('only an export is written as OCSF');
  if (what === 'rotate-key' && which === undefined) return rotateKey(io, flags);
  if (what === 'prune' && which === undefined) return pruneOld(io, flags);
  if (what === 'witness' && which === undefined) return (await import('./ledger-witness.ts')).witness(io, flags);
  const log = new Log(io, flags);
  try {
    if (what === 'verify' && which === undefined) return await log.verify();
    if (what === 'export' && which === undefined) return await log.export();
    if (what === 'prove') return await log.prove(which);
  } catch (error) {
    if (error instanceof LogDamage) throw new WritError('broken-ledger', `${error.file}: ${error.message}`);
    throw error;
  }
  throw usage(
    `"${[what, which].filter((one) => one !== undefined).join(' ')}" is not known`,
    'Write verify, prove, export, prune, rotate-key or witness.',
  );
}

async function rotateKey(io: Io, { data, quiet }: LedgerFlags): Promise<number> {
  const { from, to } = await rotateLogKey(resolve(io.cwd, data), `account:${userInfo().username}`, () => new Date());
  await io.out(`${printVerifier(to)}\n`);
  if (quiet !== true)
    await io.err(
      `Keep it elsewhere too, beside the one before, which signed all heads until now: ${printVerifier(from)}\n`,
    );
  return EXIT.done;
}

async function pruneOld(io: Io, { data, keep, output }: LedgerFlags): Promise<number> {
  if (keep === undefined) throw usage('how long entries are kept is missing', 'Give --keep 400d, at least 184d.');
  const options = { by: `account:${userInfo().username}`, keep: keptDays(keep), now: () => new Date() };
  const pruned = await pruneLog(resolve(io.cwd, data), options);
  await io.out(
    output === 'json'
      ? `${safeJson({ schemaVersion: SCHEMA_VERSION, ...pruned })}\n`
      : `${count(pruned.entries, 'entry', 'entries')} went; the first that is left has the index ${pruned.minimumIndex}\n`,
  );
  return EXIT.done;
}

class Log {
  readonly #io: Io;
  readonly #flags: LedgerFlags;
  readonly #disk: LocalDisk;

  constructor(io: Io, flags: LedgerFlags) {
    this.#io = io;
    this.#flags = flags;
    const folder = resolve(io.cwd, flags.data, 'log');
    if (!existsSync(join(folder, 'checkpoint'))) throw new WritError('no-ledger', flags.data);
    this.#disk = new LocalDisk(folder);
  }

  async verify(): Promise<number> {
    const { key = [], witness = [], known, quiet, output } = this.#flags;
    const progress = this.#io.progress && quiet !== true ? new Progress(this.#io.errNow, this.#io.width) : undefined;
    const verification = await verifyLog(this.#disk, {
      keys: key.flatMap((one) => verifiersOf(this.#io, one)),
      witnesses: witness.flatMap((one) => verifiersOf(this.#io, one)),
      ...(known === undefined ? {} : { known: this.#treeHead(known) }),
      progress: (done, of) => progress?.show(done, of, 'entries'),
    });
    progress?.clear();
    await answer(this.#io, output === 'json' ? 'json' : 'table', {
      json: () => ledgerJson(verification),
      lines: () => ledgerLines(verification, this.#io.width),
    });
    return verification.faults.length > 0 ? EXIT.failed : EXIT.done;
  }

  /** An entry by its index or id, as a proof that stands alone; with `--known`, that the log goes on from there. */
  async prove(which: string | undefined): Promise<number> {
    const { note, head } = await this.#head();
    const prover = new Prover(this.#disk, note, head);
    const { known } = this.#flags;
    if (which === undefined) {
      if (known === undefined) throw usage('an entry is missing', 'Give its index or id, or --known TREE-HEAD.');
      const { size } = this.#treeHead(known);
      if (size > head.size)
        throw new WritError('broken-ledger', `it has ${head.size} entries and is no continuation of ${size}`);
      for (const hash of await prover.consistency(size)) await this.#io.out(`${hash.toString('base64')}\n`);
      return EXIT.done;
    }
    await this.#io.out(await prover.proofText(await this.#indexOf(which, head)));
    return EXIT.done;
  }

  /** Entries as they stand in the log, or as OCSF events, one a line. */
  async export(): Promise<number> {
    const { head } = await this.#head();
    const ocsf = this.#flags.output === 'ocsf' ? version() : undefined;
    await this.#sayPruned();
    for await (const { index, id, bytes } of entriesOf(this.#disk, head.size)) {
      if (this.#io.outClosed()) break;
      const entry = decodeEntry(bytes);
      const plain = { index, id, ...(entry ? { entry } : { base64: bytes.toString('base64') }) };
      await this.#io.out(`${safeJson(entry && ocsf !== undefined ? entryEvent({ index, id, entry }, ocsf) : plain)}\n`);
    }
    return EXIT.done;
  }

  async #sayPruned(): Promise<void> {
    const minimum = await minimumIndex(this.#disk);
    if (minimum > 0 && this.#flags.quiet !== true)
      await this.#io.err(`The first ${minimum} entries were pruned; whether rightly, \`writ ledger verify\` says.\n`);
  }

  async #head(): Promise<{ readonly note: Buffer; readonly head: TreeHead }> {
    const note = (await this.#disk.read('checkpoint')) ?? Buffer.alloc(0);
    const head = parseTreeHead(parseNote(note)?.text ?? '');
    if (!head) throw new LogDamage('checkpoint', 'it is no signed tree head');
    return { note, head };
  }

  async #indexOf(which: string, head: TreeHead): Promise<number> {
    if (/^\d{1,16}$/u.test(which) && Number(which) < head.size) return Number(which);
    const index = /^[0-9a-f]{64}$/u.test(which) ? await indexOfLeaf(this.#disk, head.size, which) : undefined;
    if (index !== undefined) return index;
    throw new WritError('unknown-entry', which);
  }

  #treeHead(file: string): TreeHead {
    const head = parseTreeHead(parseNote(Buffer.from(textOf(this.#io, file, 'a tree head')))?.text ?? '');
    if (!head)
      throw usage(`${file} is no signed tree head`, 'Give a copy of the file log/checkpoint from an earlier day.');
    return head;
  }
}
