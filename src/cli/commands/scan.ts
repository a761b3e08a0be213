import { resolve } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Severity } from '../../model/finding.ts';
import type { Baseline } from '../../report/baseline.ts';
import type { Include } from '../../report/includes.ts';
import type { Scanned } from '../../report/scanned.ts';
import type { CollectFlags } from '../collect.ts';
import { diagnosticLines } from '../diagnostics.ts';
import { EXIT } from '../exit.ts';
import { exitOf } from '../exit-of.ts';
import type { Format } from '../formats.ts';
import { freshScan } from '../fresh-scan.ts';
import type { Io } from '../io.ts';
import { checkOutputFile, writeWhole } from '../output-file.ts';
import { printOut } from '../print-out.ts';
import { usage } from '../usage.ts';
import { version } from '../version.ts';

export interface ScanFlags extends CollectFlags {
  readonly output: Format;
  readonly outputFile?: string;
  readonly include?: readonly Include[];
  readonly failOn?: Severity;
  readonly baseline?: string;
  readonly strict?: true;
  readonly render?: true;
  readonly limit: number;
  readonly quiet?: true;
}

export async function scan(io: Io, given: readonly string[], flags: ScanFlags): Promise<number> {
  const file = flags.outputFile === undefined ? undefined : resolve(io.cwd, flags.outputFile);
  if (file !== undefined) checkOutputFile(file);
  if (flags.include !== undefined && flags.output !== 'json' && flags.output !== 'jsonl')
    throw usage(`--include is for -o json and -o jsonl, not for ${flags.output}`);
  if (flags.output === 'snapshot' && file === undefined && io.outIsTerminal)
    throw usage('a snapshot is not for a terminal', 'Add --output-file FILE, or pipe it.');

  const collects = flags.collect !== undefined;
  if (given.length === 0 && !collects) throw usage('PATH is missing', 'Give files or folders, or --collect SOURCE.');

  const baseline = await baselineOf(io, flags);
  const unread = collects ? await (await import('../collect.ts')).collect(io, flags) : [];
  const paths = collects ? [...given, flags.collectTo] : given;
  const fresh = await freshScan(io, paths, flags);
  const scanned = baseline === undefined ? fresh : await against(fresh, baseline);
  if (flags.quiet !== true) await io.err(diagnosticLines([...unread, ...scanned.estate.diagnostics], io.errPalette));
  const pieces = await report(io, scanned, flags, file === undefined);
  if (file === undefined) await printOut(io, pieces);
  else writeWhole(file, pieces, io.unfinished);
  return exitOf(scanned, flags, baseline?.unread) || exitOfUnread(unread, flags);
}

/** What a live source refused counts like a file that could not be read. */
function exitOfUnread(unread: readonly Diagnostic[], { strict }: ScanFlags): number {
  return unread.some((one) => one.level === 'error' || strict === true) ? EXIT.unread : EXIT.done;
}

type Fresh = Awaited<ReturnType<typeof freshScan>> & Pick<Scanned, 'compared'>;

/** Read before the scan: a mistyped name should not cost one. */
async function baselineOf(io: Io, { baseline }: ScanFlags): Promise<Baseline | undefined> {
  if (baseline === undefined) return undefined;
  return (await import('../../report/read-baseline.ts')).readBaseline(resolve(io.cwd, baseline), baseline);
}

async function against(scanned: Fresh, baseline: Baseline): Promise<Fresh> {
  const { compareWith } = await import('../../report/baseline.ts');
  return { ...scanned, ...compareWith(scanned.findings, baseline, scanned.scannedAt) };
}

async function report(
  io: Io,
  scanned: Fresh,
  flags: ScanFlags,
  toScreen: boolean,
): Promise<Iterable<string | Uint8Array>> {
  const include = new Set(flags.include);
  switch (flags.output) {
    case 'json':
      return (await import('../../report/json.ts')).jsonReport(scanned, include);
    case 'jsonl':
      return (await import('../../report/json.ts')).jsonlReport(scanned, include);
    case 'html': {
      const { htmlReport } = await import('../../report/html/report.ts');
      return htmlReport(scanned, { version: version(), today: new Date().toISOString().slice(0, 10) });
    }
    case 'sarif':
      return (await import('../../report/sarif.ts')).sarifReport(scanned, version());
    case 'md':
      return (await import('../../report/markdown.ts')).markdownReport(scanned);
    case 'ocsf':
      return (await import('../../report/ocsf.ts')).ocsfReport(scanned, version());
    case 'opengraph':
      return (await import('../../report/opengraph.ts')).opengraphReport(scanned);
    case 'snapshot': {
      const policies = (await import('../../report/policies.ts')).packPolicies(scanned.estate.facts);
      if (policies === undefined && flags.quiet !== true)
        await io.err(
          'note: the snapshot leaves the cloud policies out, which have over 128 MiB: ask iam explain of the folders\n',
        );
      return (await import('../../report/saved.ts')).saveEstate(scanned, policies);
    }
    case 'table': {
      const { firstScreen } = await import('../../report/first-screen.ts');
      const { render, PLAIN } = await import('../../report/screen.ts');
      return [render(firstScreen(scanned, { width: io.width, limit: flags.limit }), toScreen ? io.palette : PLAIN)];
    }
  }
}
