import { placeOf } from '../model/evidence.ts';
import { AUTHORITIES, type Authorised, type AuthorityAnswer } from '../questions/authority.ts';
import { nameIn } from './names.ts';
import { evidenceRecord, optional, SCHEMA_VERSION, type JsonRecord } from './records.ts';
import { BLANK, fit, paragraph, span, spread, type Line } from './screen.ts';

export function authorityJson({ id, owners, authorised, gaps }: AuthorityAnswer): JsonRecord {
  return {
    schemaVersion: SCHEMA_VERSION,
    id,
    owners,
    gaps,
    authorised: authorised.map(({ may, who, by, on, via, confidence, evidence }) => ({
      may,
      who,
      by,
      ...optional('on', on),
      ...optional('via', via),
      confidence,
      evidence: evidence.map(evidenceRecord),
    })),
  };
}

export function authorityLines(answer: AuthorityAnswer, width: number, realm: string | undefined): readonly Line[] {
  const { id, owners, authorised, gaps } = answer;
  const owner = owners.length === 0 ? '' : ` Owned by ${owners.map((one) => nameIn(one, realm)).join(', ')}.`;
  return [
    ...paragraph(`Access to ${nameIn(id, realm)}.${owner}`, width, { style: 'strong' }),
    ...AUTHORITIES.flatMap((may) => {
      const found = authorised.filter((one) => one.may === may);
      const head = gaps.includes(may) ? `${may}: nobody is written down` : `${may}:`;
      return [
        BLANK,
        ...paragraph(head, width, { style: gaps.includes(may) ? 'bad' : 'strong' }),
        ...found.flatMap((one) => row(one, width, realm)),
      ];
    }),
    ...(gaps.length === 0
      ? []
      : [
          BLANK,
          ...paragraph('Write it in writ.estate.yaml:', width),
          ...toWrite(answer).map((line): Line => [span(`  ${line}`)]),
        ]),
  ];
}

function row(
  { who, by, on, via, confidence, evidence }: Authorised,
  width: number,
  realm: string | undefined,
): readonly Line[] {
  const how = by === 'declared' ? 'declared' : `can, ${confidence}`;
  const over = on === undefined ? '' : `for ${nameIn(on, realm)}`;
  const rights = via === undefined ? '' : `by ${nameIn(via, realm)}`;
  const places = evidence.slice(0, 2).map(placeOf);
  const more = evidence.length > 2 ? ` (and ${evidence.length - 2} more)` : '';
  return [
    ...spread([span(`   ${nameIn(who, realm ?? 'default')}`)], [span(how, 'faint')], width).flatMap((line) =>
      fit(line, width, 3),
    ),
    ...[over, rights].filter((text) => text !== '').flatMap((text) => paragraph(text, width, { indent: 6 })),
    ...paragraph(`${places.join(', ')}${more}`, width, { indent: 6, style: 'faint' }),
  ];
}

function toWrite({ id, gaps }: AuthorityAnswer): readonly string[] {
  return ['approvals:', `  - resource: ${JSON.stringify(id)}`, ...gaps.map((may) => `    ${may}: [team:NAME]`)];
}
