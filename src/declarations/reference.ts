import { SECTIONS, TYPE_SAYS, type Section } from './fields.ts';

/** The keys and fields of writ.estate.yaml as Markdown, made from the table that the parser reads. */
export function declarationsReference(): string {
  return Object.entries(SECTIONS)
    .map(([key, section]) => sectionPage(key, section))
    .join('\n');
}

function sectionPage(key: string, section: Section): string {
  const rows = Object.entries(section.fields).map(
    ([name, { is, says, required }]) => `| \`${name}\` | ${required ? 'yes' : ''} | ${says} | ${TYPE_SAYS[is]} |`,
  );
  const notes = [
    ...(section.plain === undefined ? [] : [`An entry may also be a plain text: its \`${section.plain}\`.`]),
    ...(section.anyOf ? [`One of ${section.anyOf.map((name) => `\`${name}\``).join(', ')} is needed.`] : []),
    ...(section.strict ? ['An entry with a mistake does not count at all.'] : []),
  ];
  return `## ${key}\n\n${[section.says, ...notes].join(' ')}\n\n| field | needed | is | form |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}
