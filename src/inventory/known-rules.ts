import type { Declarations } from '../declarations/declarations.ts';
import { RULES } from '../findings/catalogue.ts';
import { CONTROLS } from '../findings/frameworks.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Evidence } from '../model/evidence.ts';

/** Names that declarations use must be names of rules: a misspelt one would look as if it counted. What is wrong is told and left out. */
export function withKnownRules(declarations: Declarations): Declarations {
  const own: ReadonlySet<string> = new Set(RULES.map(({ name }) => name));
  const wrong: Diagnostic[] = [];
  const bad = (message: string, evidence: Evidence): false => {
    if ('file' in evidence) wrong.push(diagnostic('bad-declaration', message, evidence.file, evidence.line));
    return false;
  };
  const names = new Set<string>();
  const rules = declarations.rules.filter(({ name, frameworks, evidence }) => {
    if (own.has(name)) return bad(`"${name}" is the name of a rule that Writ has`, evidence);
    if (names.has(name)) return bad(`"${name}" is the name of a rule before it`, evidence);
    const unknown = frameworks.find((id) => !CONTROLS.has(id));
    if (unknown !== undefined) return bad(`"${unknown}" is no control of a framework that Writ knows`, evidence);
    return names.add(name);
  });
  const known = ({ rule, evidence }: { readonly rule?: string | null; readonly evidence: Evidence }): boolean =>
    rule === null ||
    rule === undefined ||
    own.has(rule) ||
    names.has(rule) ||
    bad(`there is no rule "${rule}"`, evidence);
  return {
    ...declarations,
    rules,
    exceptions: declarations.exceptions.filter(known),
    accepted: declarations.accepted.filter(known),
    severities: declarations.severities.filter(known),
    diagnostics: [...declarations.diagnostics, ...wrong],
  };
}
