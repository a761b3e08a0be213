import { changeFirst } from '../findings/first.ts';
import { isSettled, SEVERITIES } from '../model/finding.ts';
import { daysBetween } from './baseline.ts';
import { findingBlock } from './finding-block.ts';
import { count, soleRealm } from './names.ts';
import { notRead } from './not-read.ts';
import { ownerOf } from './owner.ts';
import { isIdentity } from './records.ts';
import type { Scanned } from './scanned.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';

export interface ScreenOptions {
  readonly width: number;
  /** Findings that are printed; the total always is. */
  readonly limit: number;
}

/** What `writ scan` shows: what can go wrong, why it is true, what to change first, and what was not seen. */
export function firstScreen(
  scanned: Scanned & { readonly files?: number; readonly seconds?: number },
  { width, limit }: ScreenOptions,
): readonly Line[] {
  const { estate, findings, graph } = scanned;
  const realm = soleRealm(estate.nodes.map((node) => node.realm));
  const shown = findings.slice(0, limit);
  const pairs = graph.pairs();
  return [
    ...head(scanned, width),
    ...shown.flatMap((finding, at) => [BLANK, ...findingBlock(finding, at + 1, { width, pairs, realm })]),
    BLANK,
    ...(findings.length === 0 ? nothingFound(scanned, width) : []),
    ...more(scanned, shown.length, width),
    ...comparison(scanned, width),
    ...first(scanned, width),
    ...notRead(estate.diagnostics, width),
  ];
}

function head(
  scanned: Scanned & { readonly files?: number; readonly seconds?: number },
  width: number,
): readonly Line[] {
  const { estate, graph, files, seconds } = scanned;
  const kinds = new Set(estate.sources.map((source) => source.kind)).size;
  const read = files ?? estate.sources.reduce((sum, source) => sum + source.files, 0);
  const time = seconds === undefined ? '' : `, ${seconds.toFixed(1)} s`;
  const identities = estate.nodes.filter(isIdentity);
  const unowned = identities.filter((node) => ownerOf(node, graph) === null).length;
  const jewels = estate.nodes.flatMap((node) => node.jewel ?? []);
  const inferred = jewels.filter((jewel) => jewel.confidence === 'possible').length;
  const owners = `${count(identities.length, 'identity', 'identities')}, ${unowned} without an owner`;
  const stake = `${count(jewels.length, 'crown jewel')}${inferred > 0 ? ` (${inferred} inferred)` : ''}`;
  const left: Line = [span(`${count(read, 'file')}, ${count(kinds, 'kind')} of source${time}`, 'strong')];
  const right: Line = [span(`${owners}, ${stake}`)];
  const one = spread(left, right, width);
  return one.length === 1 ? one : [left, right].flatMap((line) => fit(line, width));
}

/** Never a bare green tick: nothing found in nothing read is not good news. */
function nothingFound({ estate }: Scanned, width: number): readonly Line[] {
  const objects = estate.sources.reduce((sum, one) => sum + one.objects, 0);
  return objects === 0
    ? paragraph('Nothing here is of a kind that this version reads, so there is nothing to say about it.', width)
    : paragraph(`No findings in the ${count(objects, 'object')} that were read.`, width);
}

function more({ findings }: Scanned, shown: number, width: number): readonly Line[] {
  if (findings.length === 0) return [];
  const open = findings.filter((one) => !isSettled(one));
  const settled = findings.length - open.length;
  const by = SEVERITIES.map((one) => [one, open.filter(({ severity }) => severity === one).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => `${number} ${severity}`)
    .join(', ');
  const rest = shown < findings.length ? `; ${shown} shown, --limit ${findings.length} shows all` : '';
  const taken = settled > 0 ? `; ${settled} more ${settled === 1 ? 'is' : 'are'} accepted or excepted` : '';
  return paragraph(`${count(open.length, 'finding')}${by === '' ? '' : ': '}${by}${taken}${rest}.`, width);
}

/** What is new, since when the oldest of the rest is known, and what has gone. */
function comparison({ findings, compared, scannedAt }: Scanned, width: number): readonly Line[] {
  if (compared === undefined) return [];
  const since = findings.flatMap((one) => (one.new === true || isSettled(one) ? [] : (one.since ?? []))).sort()[0];
  const days = since === undefined || scannedAt === undefined ? undefined : daysBetween(since, scannedAt);
  const oldest = days === undefined ? '' : ` (the oldest open one for ${count(days, 'day')})`;
  const day = compared.scannedAt === undefined ? '' : ` of ${compared.scannedAt}`;
  const listed = compared.gone.slice(0, GONE).map(({ id }) => id);
  const rest = compared.gone.length - listed.length;
  const gone = listed.length === 0 ? '' : `: ${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return paragraph(
    `Against the saved scan${day}: ${compared.new} new, ${compared.known} known${oldest}, ${compared.gone.length} gone${gone}.`,
    width,
  );
}

const GONE = 10;

function first({ findings, graph }: Scanned, width: number): readonly Line[] {
  const plan = changeFirst(
    findings.filter((one) => !isSettled(one)),
    graph,
  );
  const [only, ...others] = plan.findings
    .map((id) => findings.findIndex((finding) => finding.id === id) + 1)
    .sort((a, b) => a - b);
  if (only === undefined) return [];
  const last = others.at(-1);
  const list = last === undefined ? String(only) : `${[only, ...others.slice(0, -1)].join(', ')} and ${last}`;
  const they = last === undefined ? 'it closes' : 'they close';
  return paragraph(
    `Change ${list} first: ${they} ${plan.closes} of ${count(plan.of, 'path')} to crown jewels.`,
    width,
    { style: 'strong' },
  );
}
