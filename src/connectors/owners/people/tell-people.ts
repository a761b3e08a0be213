import type { EstateBuilder } from '../../../model/builder.ts';
import { nodeId } from '../../../model/id.ts';
import type { SeenPerson } from './read.ts';

/**
 * Those who are gone by every directory that knows them under a name. Who is there stays untold: a directory has many people, and nothing
 * is judged of them.
 */
export function tellPeople(estate: EstateBuilder, people: readonly SeenPerson[]): void {
  const there = new Set(people.flatMap(({ gone, names }) => (gone === undefined ? names : [])));
  const byLocal = new Map<string, Set<string>>();
  for (const { names } of people)
    for (const name of names) {
      const local = localPart(name);
      if (local !== undefined) byLocal.set(local, (byLocal.get(local) ?? new Set()).add(names[0] ?? name));
    }
  for (const { standing, evidence, system, names, gone, since } of people) {
    const left = names.filter((name) => !there.has(name));
    const [name] = left;
    if (gone === undefined || name === undefined || (names[0] !== undefined && there.has(names[0]))) continue;
    const { realm } = standing;
    const id = nodeId('people', 'Human', realm, name);
    estate.node({ id, kind: 'Human', name, realm, environment: 'unknown', evidence: [evidence] });
    const likely = left.flatMap((one) => {
      const local = localPart(one);
      return local !== undefined && byLocal.get(local)?.size === 1 ? [local] : [];
    });
    estate.fact({
      fact: 'gone', node: id, names: left, likely: [...new Set(likely)], because: `${system}: ${gone}`, evidence: [evidence],
      confidence: 'configured', ...(since === undefined ? {} : { since }),
    }); // prettier-ignore
  }
}

/** Of a mail address what stands before the `@`. */
const localPart = (name: string): string | undefined => /^([^@]+)@/u.exec(name)?.[1];
