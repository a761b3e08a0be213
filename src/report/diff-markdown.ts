import { placeOf } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { NodeId } from '../model/id.ts';
import { same } from '../questions/diff.ts';
import { settlementOf, unreadPlace, type Compared } from './diff-report.ts';
import { mdCode, mdText } from './markdown-text.ts';
import { count, nameIn, titleIn } from './names.ts';
import { firstPlace } from './place.ts';
import { isIdentity } from './records.ts';
import { truncate } from './width.ts';

/** A comment that grows past 65,536 characters is refused by GitHub; what is left out is counted. */
const LARGEST = 60_000;
/** Of names and sentences of others, so that a few long ones cannot push the rest out. */
const LONGEST = 300;
const SHOWN = 50;

const text = (of: string): string => mdText(truncate(of, LONGEST));
const code = (of: string): string => mdCode(truncate(of, LONGEST));

/** A comparison as a comment on a pull request. Its first line is a marker, so that a later run replaces it instead of adding another. */
export function diffMarkdown({ difference, after }: Compared, realm: string | undefined): string {
  const { nodes, edges, owners, reach, findings, jewels, unread } = difference;
  const head = '<!-- writ-diff -->\n### What this change does to the estate\n\n';
  if (same(difference)) return `${head}Nothing is different.\n`;
  const identities = nodes.appeared.filter(isIdentity);
  const named = (id: NodeId): string => nameIn(id, realm, after.node(id)?.name);
  const lists: readonly (readonly [title: string, items: readonly string[]])[] = [
    [
      'Could not be read, so that findings may be gone for that alone',
      unread.appeared.map((one) => `${code(unreadPlace(one))}: ${text(one.message)} (${one.code})`),
    ],
    ['New findings', findings.appeared.map((one) => findingLine(one, realm))],
    [
      'Accepted by this change',
      findings.settled.map((one) => `${findingLine(one, realm)} Accepted ${text(settlementOf(one))}`),
    ],
    [
      'Made to count for less by this change',
      findings.eased.map(({ finding, before }) => `was **${before}**, now ${findingLine(finding, realm)}`),
    ],
    ['No crown jewel any more', jewels.gone.map((id) => text(named(id)))],
    ['Fixed', findings.gone.map((one) => findingLine(one, realm))],
    [
      'Gained reach',
      reach.gained.map(({ identity, jewels: gained }) => {
        const names = gained.map((id) => after.node(id)?.jewel?.name ?? named(id));
        return `${text(named(identity))} now reaches ${text(names.join(', '))}`;
      }),
    ],
    ['Lost reach', reach.lost.map((one) => `${text(named(one.identity))}: ${count(one.jewels.length, 'jewel')}`)],
    [
      'New identities',
      identities.map(({ id, kind, declared, evidence }) => {
        const place = firstPlace(evidence);
        return `${text(named(id))} (${kind}), owner: ${text(declared?.owner ?? 'none')}${place ? `, ${code(placeOf(place))}` : ''}`;
      }),
    ],
    [
      'Changed owner',
      owners.map(
        ({ id, before, after: now }) => `${text(named(id))}: ${text(before ?? 'none')} to ${text(now ?? 'none')}`,
      ),
    ],
  ];
  const last = `${count(nodes.appeared.length, 'node')} and ${count(edges.appeared.length, 'edge')} appeared; ${count(nodes.gone.length, 'node')} and ${count(edges.gone.length, 'edge')} went.\n`;
  let out = head;
  const wanted = lists.filter(([, items]) => items.length > 0);
  // Each list may take its share of what is left, so that none is dropped as a whole.
  wanted.forEach(([title, items], index) => {
    out += list(title, items, (LARGEST - last.length - out.length) / (wanted.length - index));
  });
  return out + last;
}

function findingLine(finding: Finding, realm: string | undefined): string {
  const place = firstPlace(finding.evidence);
  return `**${finding.severity}** ${text(titleIn(finding, realm))}${place ? ` (${code(placeOf(place))})` : ''}: ${text(finding.fix.why)}`;
}

function list(title: string, items: readonly string[], room: number): string {
  const head = `**${title}: ${items.length}**\n\n`;
  let shown = '';
  let number = 0;
  for (const one of items.slice(0, SHOWN)) {
    const line = `- ${one}\n`;
    if (head.length + shown.length + line.length + 40 > room) break;
    shown += line;
    number += 1;
  }
  const more = items.length > number ? `- and ${items.length - number} more\n` : '';
  return `${head}${shown}${more}\n`;
}
