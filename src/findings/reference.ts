import { CONTROLS } from './frameworks.ts';
import { RULES } from './catalogue.ts';
import type { Rule } from './rule.ts';

/** What the generated documentation says of a rule. */
export interface RuleReference extends Pick<Rule, 'name' | 'row' | 'title' | 'severities' | 'fires' | 'quiet'> {
  readonly frameworks: readonly { readonly id: string; readonly name: string; readonly framework: string }[];
}

/** Every rule with its controls spelled out, in catalogue order. */
export function ruleReference(): RuleReference[] {
  return RULES.map(({ name, row, title, severities, fires, quiet, frameworks }) => ({
    name,
    row,
    title,
    severities,
    fires,
    quiet,
    frameworks: frameworks.map((id) => {
      const control = CONTROLS.get(id);
      return { id, name: control?.name ?? '', framework: control?.framework ?? '' };
    }),
  }));
}
