import type { RealmRule } from '../connectors/port.ts';
import { Glob } from '../model/glob.ts';

/** Finds the rule of a path, first match first. Answers are kept: many objects share a file. */
export function realmFinder(rules: readonly RealmRule[]): (relative: string) => RealmRule | undefined {
  const compiled = rules.map((rule) => ({ rule, glob: new Glob(rule.path) }));
  const known = new Map<string, RealmRule | undefined>();
  return (relative) => {
    if (!known.has(relative)) known.set(relative, compiled.find(({ glob }) => glob.test(relative))?.rule);
    return known.get(relative);
  };
}
