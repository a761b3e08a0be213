import type { FixPlan } from '../../model/finding.ts';
import type { ToolServerFact } from '../../model/system-facts.ts';
import type { JudgeContext } from '../rule.ts';
import { fileOf } from './places.ts';

type Package = NonNullable<ToolServerFact['package']>;

const WHY =
  'With a fixed version only what was looked at once is run; a new version comes in when somebody changes the file.';

/**
 * Fixes the version: as a patch where another place of the estate runs a fixed one, else as a command that asks the registry and writes
 * the answer into the line. Undefined text (a name that a shell could misread) gives words.
 */
export function pinPackage(context: JudgeContext, fact: ToolServerFact, found: Package): FixPlan {
  const written = found.written ?? found.name;
  const known = versionElsewhere(context, found);
  const byHand = `# ${written}: name an exact version\n${pinned(found, known ?? '<version>')}\n`;
  if (known !== undefined && found.span)
    return {
      kind: 'patch',
      why: `${WHY} ${known} is what another place of the estate runs.`,
      edits: [{ ...found.span, text: JSON.stringify(pinned(found, known)) }],
      instead: byHand,
    };
  const text = askRegistry(fact, found, written);
  return text === undefined ? { kind: 'policy', why: WHY, text: byHand } : { kind: 'command', why: WHY, text };
}

/** The highest fixed version of the same package in the estate. */
function versionElsewhere(context: JudgeContext, { name, registry }: Package): string | undefined {
  let known = FIXED.get(context);
  if (!known) FIXED.set(context, (known = fixedVersions(context)));
  return known.get(`${registry ?? ''}\n${name}`);
}

/** Asked for each finding, the same for all of an estate. */
const FIXED = new WeakMap<JudgeContext, ReadonlyMap<string, string>>();

function fixedVersions(context: JudgeContext): ReadonlyMap<string, string> {
  const highest = new Map<string, string>();
  for (const { package: one } of context.of('tool-server')) {
    if (one?.pinned !== true || one.version === undefined) continue;
    const key = `${one.registry ?? ''}\n${one.name}`;
    const known = highest.get(key);
    if (known === undefined || compare(one.version, known) > 0) highest.set(key, one.version);
  }
  return highest;
}

function compare(a: string, b: string): number {
  const numbers = (text: string): number[] => text.split(/[.+-]/u).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The argument with the version in it; what it says besides (extras of a Python package) stays. */
function pinned({ name, registry, written = name, version }: Package, exact: string): string {
  const bare =
    version !== undefined && written.endsWith(version)
      ? written.slice(0, -version.length).replace(/(?:[@:#]|[=<>~!]=?=?)$/u, '')
      : written;
  if (registry === 'image') return exact.startsWith('sha256:') ? `${bare}@${exact}` : `${bare}:${exact}`;
  return registry === 'pypi' ? `${bare}==${exact}` : `${bare}@${exact}`;
}

/** Which command prints the newest exact version. */
const ASK: Readonly<Record<NonNullable<Package['registry']>, ((name: string) => string) | undefined>> = {
  npm: (name) => `npm view '${name}' version`,
  pypi: (name) => `pip index versions '${name}' 2>/dev/null | sed -n '1s/.*(\\(.*\\))$/\\1/p'`,
  image: (name) => `docker buildx imagetools inspect '${name}' --format '{{.Manifest.Digest}}'`,
  source: (name) => `git ls-remote 'https://${name}' HEAD | cut -f1`,
};

function askRegistry(fact: ToolServerFact, found: Package, written: string): string | undefined {
  const file = fileOf(fact.evidence);
  const place = found.span ?? undefined;
  const ask = found.registry && ASK[found.registry];
  if (!ask || !place || file === undefined || !/^[\w@./:[\],=<>~!^*+-]{1,300}$/u.test(written) || /\p{Cc}/u.test(file))
    return undefined;
  const quoted = `'${file.replace(/'/gu, `'\\''`)}'`;
  const name = found.registry === 'image' ? written.split('@')[0] : found.name;
  const to = pinned(found, found.registry === 'image' ? 'sha256:$digest' : '$version');
  const variable = found.registry === 'image' ? 'digest' : 'version';
  const read =
    found.registry === 'image' ? `$(${ask(name ?? found.name)} | sed 's/^sha256://')` : `$(${ask(found.name)})`;
  return (
    `${variable}=${read} && test -n "$${variable}" &&\n` +
    `sed -i.bak "s|\\"${literal(written)}\\"|\\"${to}\\"|" ${quoted} && rm -- ${file.startsWith('-') ? `./${quoted}` : `'${`${file}.bak`.replace(/'/gu, `'\\''`)}'`}\n`
  );
}

/** Characters that `sed` reads as more than themselves. */
const literal = (text: string): string => text.replace(/[.[\]*^$]/gu, '\\\\$&');
