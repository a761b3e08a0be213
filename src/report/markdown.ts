import { placeOf } from '../model/evidence.ts';
import { isSettled, SEVERITIES, type Finding } from '../model/finding.ts';
import { EDGE_KINDS } from '../model/kinds.ts';
import { mdBlock } from './markdown-block.ts';
import { mdCode, mdText } from './markdown-text.ts';
import { count, nameIn, soleRealm, titleIn } from './names.ts';
import { firstPlace } from './place.ts';
import { countsOf } from './records.ts';
import type { Scanned } from './scanned.ts';

/** Sections with evidence and fix are written for the first ones; a wiki page does not hold thousands. All stand in the table. */
const DETAILS = 200;
const PLACES = 10;

/** A report for a wiki page or a comment: what was read, the findings ranked, and for each why it is true and what to change. */
export function* markdownReport(scanned: Scanned): Generator<string> {
  const { estate, findings } = scanned;
  const realm = soleRealm(estate.nodes.map((node) => node.realm));
  yield '# Writ: what this estate shows\n\n';
  yield* head(scanned);
  if (findings.length === 0) yield 'Nothing was found.\n\n';
  else {
    yield '## Findings\n\n| # | severity | finding | owner | where | score |\n|---:|---|---|---|---|---:|\n';
    for (const [index, finding] of findings.entries()) yield row(finding, index + 1, realm);
    yield '\n';
    if (findings.length > DETAILS)
      yield `The first ${DETAILS} of ${count(findings.length, 'finding')} follow with their evidence.\n\n`;
    for (const [index, finding] of findings.slice(0, DETAILS).entries()) yield* details(finding, index + 1, realm);
  }
  yield* notRead(scanned);
}

function* head(scanned: Scanned): Generator<string> {
  const counts = countsOf(scanned);
  const by = SEVERITIES.map(
    (one) => [one, scanned.findings.filter(({ severity }) => severity === one).length] as const,
  );
  const number = (key: string): number => Number(counts[key] ?? 0);
  yield `${count(number('identities'), 'identity', 'identities')}, ${number('unowned')} without an owner; ${count(number('jewels'), 'crown jewel')}; ${count(number('edges'), 'edge')}; ${count(number('files'), 'file')} read.\n\n`;
  yield `| ${by.map(([severity]) => severity).join(' | ')} |\n|${'---:|'.repeat(by.length)}\n| ${by.map(([, found]) => found).join(' | ')} |\n\n`;
  const { compared } = scanned;
  if (compared) yield `${count(compared.new, 'finding')} new, ${compared.known} known, ${compared.gone.length} gone since the saved scan.\n\n`; // prettier-ignore
}

function row(finding: Finding, number: number, realm: string | undefined): string {
  const place = firstPlace(finding.evidence);
  const marks = [...(finding.new === true ? ['new'] : []), ...(isSettled(finding) ? ['accepted'] : [])];
  const title = `${mdText(titleIn(finding, realm))}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
  return `| ${number} | ${finding.severity} | ${title} | ${mdText(finding.owner ?? 'none')} | ${place ? mdCode(placeOf(place)) : ''} | ${finding.score} |\n`;
}

function* details(finding: Finding, number: number, realm: string | undefined): Generator<string> {
  yield `<details><summary>${number}. ${finding.severity}: ${html(titleIn(finding, realm))}</summary>\n\n`;
  yield `${mdText(finding.detail)}\n\n`;
  const settled = isSettled(finding) ? (finding.exception ?? finding.accepted) : undefined;
  if (settled) yield `Accepted by ${mdText(settled.owner)} until ${settled.expires}: ${mdText(settled.reason)}\n\n`;
  yield `- rule: ${mdCode(finding.rule)}, id ${mdCode(finding.id)}\n`;
  yield `- identity: ${mdCode(finding.identity)}\n- proof: ${finding.confidence}\n`;
  if (finding.closes > 0) yield `- closes ${count(finding.closes, 'path')}\n`;
  if (finding.frameworks.length > 0) yield `- controls: ${finding.frameworks.map(mdText).join(', ')}\n`;
  yield* evidence(finding);
  if (finding.path.length > 0) {
    yield '\n**Path**\n\n';
    for (const step of finding.path) {
      const place = firstPlace(step.evidence);
      const when = step.precondition === undefined ? '' : `, if ${mdText(step.precondition)}`;
      yield `1. ${mdText(nameIn(step.from, realm))} > ${mdText(nameIn(step.to, realm))}: ${mdCode(step.kind)}, ${EDGE_KINDS[step.kind].means} (${step.confidence}${when})${place ? ` ${mdCode(placeOf(place))}` : ''}\n`;
    }
  }
  yield `\n**Change:** ${mdText(finding.fix.why)}\n\n`;
  yield `${mdBlock(finding.fix.text, LANGUAGE[finding.fix.kind])}\n</details>\n\n`;
}

const LANGUAGE = { patch: 'diff', command: 'sh', policy: 'yaml' } as const;

function* evidence({ evidence: places }: Finding): Generator<string> {
  for (const place of places.slice(0, PLACES)) yield `- ${link(placeOf(place), 'file' in place ? place : undefined)}\n`;
  if (places.length > PLACES) yield `- and ${count(places.length - PLACES, 'more place', 'more places')}\n`;
}

/** A path inside the checkout becomes a link that code hosts resolve; any other stays text. */
function link(shown: string, place: { readonly file: string; readonly line: number } | undefined): string {
  if (place === undefined || /^[/\\]|(?:^|\/)\.\.(?:\/|$)|:/u.test(place.file)) return mdCode(shown);
  const uri = place.file
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encode)
    .join('/');
  return `[${mdCode(shown)}](${uri}#L${place.line})`;
}

const encode = (segment: string): string =>
  encodeURIComponent(segment).replace(/[!'()*]/gu, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

/** Inside of an HTML element Markdown is not read: only HTML is escaped. */
const html = (text: string): string =>
  mdText(text).replace(/\\([\\`*_{}[\]()#!|~$])/gu, (_, mark: string) => `&#${mark.charCodeAt(0)};`);

function* notRead({ estate }: Scanned): Generator<string> {
  if (estate.diagnostics.length === 0) return;
  yield `## Not read\n\n${count(estate.diagnostics.length, 'diagnostic')}.\n\n`;
  for (const { code, level, message, place } of estate.diagnostics.slice(0, DETAILS))
    yield `- ${level} ${mdCode(place.line === undefined ? place.file : `${place.file}:${place.line}`)} ${mdText(message)} (${code})\n`;
  if (estate.diagnostics.length > DETAILS) yield `- and ${estate.diagnostics.length - DETAILS} more\n`;
}
