import { CONTROLS } from '../../findings/frameworks.ts';
import { ruleReference, type RuleReference } from '../../findings/reference.ts';
import { SEVERITIES, type Finding, type Severity } from '../../model/finding.ts';
import type { JsonRecord } from '../records.ts';

/** Numbers that code hosts sort by: above 9 critical, from 7 high, from 4 medium. Per rule, since SARIF has no place for it at a result. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
};

export const LEVEL: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** Code hosts show the first ten tags of a rule. */
const TAGS = 10;

export interface SarifRules {
  readonly records: readonly JsonRecord[];
  readonly indexOf: ReadonlyMap<string, number>;
}

/** Rules that found something, in the order of the catalogue; those that a team declared itself come after them. */
export function sarifRules(findings: readonly Finding[]): SarifRules {
  const worst = new Map<string, Severity>();
  for (const { rule, severity } of findings) {
    const known = worst.get(rule);
    if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known)) worst.set(rule, severity);
  }
  const known = ruleReference().filter(({ name }) => worst.has(name));
  const names = new Set(known.map(({ name }) => name));
  const own = [...new Map(findings.map((finding) => [finding.rule, finding])).values()].filter(
    ({ rule }) => !names.has(rule),
  );
  own.sort((a, b) => (a.rule < b.rule ? -1 : 1));
  const records = [
    ...known.map((rule) => ofCatalogue(rule, worst.get(rule.name) ?? 'low')),
    ...own.map(({ rule, frameworks }) => record(rule, 'A rule that was declared for this estate', '', '', frameworks, worst.get(rule) ?? 'low')), // prettier-ignore
  ];
  return { records, indexOf: new Map(records.map(({ id }, index) => [String(id), index])) };
}

function ofCatalogue(
  { name, title, fires, quiet, severities, frameworks }: RuleReference,
  worst: Severity,
): JsonRecord {
  const when = severities.map(([severity, text]) => `${severity}: ${text}`);
  const controls = frameworks.map(({ id, name: control }) => `${id} (${control})`);
  const text = `${fires}\n\nStays quiet for: ${quiet}\n\n${when.join('\n')}\n\nControls: ${controls.join(', ')}`;
  const markdown = `${fires}\n\n**Stays quiet for:** ${quiet}\n\n${when.map((one) => `- ${one}`).join('\n')}\n\n**Controls:** ${controls.join(', ')}`;
  return record(name, title, text, markdown, frameworks.map(({ id }) => id), worst, fires); // prettier-ignore
}

function record(
  id: string,
  title: string,
  text: string,
  markdown: string,
  frameworks: readonly string[],
  worst: Severity,
  full = title,
): JsonRecord {
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: full },
    help: { text: text === '' ? title : text, markdown: markdown === '' ? title : markdown },
    defaultConfiguration: { level: LEVEL[worst] },
    properties: {
      tags: ['security', ...frameworks].slice(0, TAGS),
      frameworks: frameworks.map((one) => CONTROLS.get(one)?.id ?? one),
      'security-severity': SECURITY_SEVERITY[worst],
    },
  };
}
