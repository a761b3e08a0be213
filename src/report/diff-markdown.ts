import { placeOf } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { same } from '../questions/diff.ts';
import type { Compared } from './diff-report.ts';
import { mdCode, mdText } from './markdown-text.ts';
import { count, nameIn, titleIn } from './names.ts';
import { firstPlace } from './place.ts';
import { isIdentity } from './records.ts';

/** A comment that grows past this is refused by code hosts (GitHub: 65,536 characters); the rest is counted. */
const LARGEST = 60_000;

/** A comparison as a comment on a pull request. Its first line is a marker, so that a later run replaces it instead of adding another. */
export function diffMarkdown({ difference, after }: Compared, realm: string | undefined): string {
  const { nodes, edges, owners, reach, findings } = difference;
  const head = '<!-- writ-diff -->\n### What this change does to the estate\n\n';
  if (same(difference)) return `${head}Nothing is different.\n`;
  const identities = nodes.appeared.filter(isIdentity);
  const blocks = [
    list(
      'New findings',
      findings.appeared.map((one) => findingLine(one, realm)),
    ),
    list(
      'Fixed',
      findings.gone.map((one) => findingLine(one, realm)),
    ),
    list(
      'Gained reach',
      reach.gained.map(({ identity, jewels }) => {
        const names = jewels.map((id) => mdText(after.node(id)?.jewel?.name ?? nameIn(id, realm)));
        return `${mdText(nameIn(identity, realm))} now reaches ${names.join(', ')}`;
      }),
    ),
    list(
      'Lost reach',
      reach.lost.map(({ identity, jewels }) => `${mdText(nameIn(identity, realm))}: ${count(jewels.length, 'jewel')}`),
    ),
    list(
      'New identities',
      identities.map(({ id, kind, declared, evidence }) => {
        const place = firstPlace(evidence);
        return `${mdText(nameIn(id, realm))} (${kind}), owner: ${mdText(declared?.owner ?? 'none')}${place ? `, ${mdCode(placeOf(place))}` : ''}`;
      }),
    ),
    list(
      'Changed owner',
      owners.map(
        ({ id, before, after: now }) =>
          `${mdText(nameIn(id, realm))}: ${mdText(before ?? 'none')} to ${mdText(now ?? 'none')}`,
      ),
    ),
    `${count(nodes.appeared.length, 'node')} and ${count(edges.appeared.length, 'edge')} appeared; ${count(nodes.gone.length, 'node')} and ${count(edges.gone.length, 'edge')} went.\n`,
  ];
  return head + bounded(blocks.filter((block) => block !== ''));
}

function findingLine(finding: Finding, realm: string | undefined): string {
  const place = firstPlace(finding.evidence);
  return `**${finding.severity}** ${mdText(titleIn(finding, realm))}${place ? ` (${mdCode(placeOf(place))})` : ''}: ${mdText(finding.fix.why)}`;
}

const SHOWN = 50;

function list(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const more = items.length > SHOWN ? `- and ${items.length - SHOWN} more\n` : '';
  return `**${title}: ${items.length}**\n\n${items
    .slice(0, SHOWN)
    .map((one) => `- ${one}\n`)
    .join('')}${more}\n`;
}

function bounded(blocks: readonly string[]): string {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    if (text.length + block.length > LARGEST)
      return `${text}${count(blocks.length - index, 'section')} left out: the comment would be too long. Run \`writ diff\` for all of it.\n`;
    text += block;
  }
  return text;
}
