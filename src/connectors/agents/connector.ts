import type { SourceFile } from '../../bytes/files.ts';
import type { Entry } from '../../documents/entry.ts';
import { readMapFiles, type MapFile } from '../../documents/map-files.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { countEach, tellSources } from '../source-rows.ts';
import type { Connector, Reading, ScanContext } from '../port.ts';
import type { Form } from './form.ts';
import { FORMS, sceneOf } from './forms.ts';
import { composeMains } from './mcp/compose-mains.ts';
import { GATEWAY } from './mcp/gateway-form.ts';
import { readToml } from './mcp/toml.ts';
import { Telling } from './telling.ts';

/** Larger files hold data, not the configuration of an agent. */
const MOST_BYTES = 16 * 1024 * 1024;
const NAMES = /\.(?:json|jsonc|json5|ya?ml|code-workspace)$|(?:^|\/)\.?codex\/[^/]*\.toml$/iu;

/** One of these words stands in every file that is read here: a first look that costs little on the rest. */
const WORDS = ['mcp', 'gent', 'context_servers', '"tools"', 'assistant', 'instruction', 'goal:', '"skills"'] as const;

/** Configuration of assistants, agents and the tool servers that they use. */
export const agents: Connector = {
  name: 'agents',
  open: (files, context) => new AgentsReading(files, context),
};

interface Read {
  readonly file: SourceFile;
  readonly root: Entry;
  readonly form: Form;
  /** The ConfigMap that carries it, where it is no file of its own. */
  readonly inside?: MapFile;
}

interface Kept {
  readonly read: readonly Read[];
  readonly diagnostics: readonly Diagnostic[];
}

class AgentsReading implements Reading<Kept> {
  readonly #context: ScanContext;
  readonly #files: readonly SourceFile[];
  readonly #read: Read[] = [];
  readonly #claimed = new Set<string>();

  constructor(files: readonly SourceFile[], context: ScanContext) {
    this.#context = context;
    this.#files = files;
  }

  wants(file: SourceFile): boolean {
    return file.bytes <= MOST_BYTES && NAMES.test(file.path);
  }

  take(file: SourceFile, text: string): Kept | undefined {
    const kept = read(file, text);
    if (kept) this.recall(file, kept);
    return kept;
  }

  recall(file: SourceFile, { read: own, diagnostics }: Kept): void {
    this.#read.push(...own);
    this.#context.estate.diagnostic(...diagnostics);
    this.#claimed.add(file.path);
  }

  finish(): ReadonlySet<string> {
    const { estate, digest, standing } = this.#context;
    // By path, so that what two files tell of one thing comes in one order.
    const all = [...this.#read].sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0));
    const mainOf = composeMains(this.#files);
    const firm = new Set<string>();
    const telling = ({ file, form, inside }: Read): Telling => {
      if (inside) return new Telling(estate, digest, file, standing(file), firm, { inside });
      const main = form === GATEWAY ? mainOf(file) : undefined;
      return main
        ? new Telling(estate, digest, file, standing(main.file), firm, main)
        : new Telling(estate, digest, file, standing(file), firm);
    };
    const scene = sceneOf(all.map((one) => ({ telling: telling(one), root: one.root, form: one.form })));
    // Gateways come first, since agents name their tools; what holds anyway comes before what holds with a variant.
    const rank = (one: Read): number => (one.form !== GATEWAY ? 2 : telling(one).variant === undefined ? 0 : 1);
    all.sort((a, b) => rank(a) - rank(b));
    for (const one of all) one.form.tell(telling(one), one.root, scene);
    const objects = countEach(all.map(({ file }) => file.path));
    const own = new Map(all.map(({ file }) => [file.path, file]));
    tellSources(estate, agents.name, own.values(), (path) => objects.get(path) ?? 0);
    return this.#claimed;
  }
}

function read(file: SourceFile, text: string): Kept | undefined {
  if (!WORDS.some((word) => text.includes(word))) return undefined;
  const carried = readMapFiles(file.path, text, mayHold).flatMap((inside): readonly Read[] => {
    const form = FORMS.find((one) => one.is(inside.root, inside.key));
    return form ? [{ file, root: inside.root, form, inside }] : [];
  });
  if (carried.length > 0) return { read: carried, diagnostics: [] };
  const may = FORMS.filter((form) => form.may(text, file.path));
  if (may.length === 0) return undefined;
  const { roots, diagnostics } = parse(file.path, text, may);
  const own = roots.flatMap((root): readonly Read[] => {
    const form = may.find((one) => one.is(root, file.path));
    return form ? [{ file, root, form }] : [];
  });
  const ours = diagnostics.length > 0 && may.some((one) => one.own?.(file.path) === true);
  return own.length > 0 || ours ? { read: own, diagnostics: ours ? diagnostics : [] } : undefined;
}

const mayHold = (text: string, key?: string): boolean =>
  FORMS.some((form) => (key === undefined ? form.may(text, '.yaml') || form.may(text, '.json') : form.may(text, key)));

function parse(path: string, text: string, may: readonly Form[]): ReturnType<typeof readYaml> {
  if (path.endsWith('.toml')) return { roots: [readToml(path, text)], diagnostics: [] };
  if (/\.ya?ml$/iu.test(path)) return readYaml(path, text, (piece) => may.some((form) => form.may(piece, path)));
  return readJson(path, text, 'with-comments');
}
