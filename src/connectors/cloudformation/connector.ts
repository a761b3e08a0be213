import type { SourceFile } from '../../bytes/files.ts';
import { Written } from '../../cloud/tell/written.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { environmentInName } from '../../model/environment-name.ts';
import { hole } from '../../model/hole.ts';
import type { Connector, ScanContext } from '../port.ts';
import { tellSources } from '../source-rows.ts';
import type { Physical } from './evaluate/names.ts';
import { literalsIn } from './literals.ts';
import { LARGEST, readTemplate } from './recognise.ts';
import { tellTemplate } from './resources/tell.ts';

interface Kept {
  readonly roots: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Templates of CloudFormation and SAM: what a stack of them would hold. */
export const cloudformation: Connector = {
  name: 'cloudformation',
  open(files, context) {
    const found = new Map<string, Kept>();
    return {
      looksAtPaths: false,
      wants: ({ path, bytes }) => bytes > 0 && bytes <= LARGEST && /\.(?:ya?ml|json|template|cfn)$/iu.test(path),
      take({ path }, text): Kept | undefined {
        const read = readTemplate(path, text);
        if (read) found.set(path, read);
        return read;
      },
      recall({ path }, kept) {
        found.set(path, kept as Kept);
      },
      finish: () => finish(files, context, found),
    };
  },
};

function finish(
  files: readonly SourceFile[],
  context: ScanContext,
  found: ReadonlyMap<string, Kept>,
): ReadonlySet<string> {
  const mine = files.filter(({ path }) => found.has(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const objects = new Map<string, number>();
  for (const file of mine) {
    const { roots, diagnostics } = found.get(file.path) ?? { roots: [], diagnostics: [] };
    context.estate.diagnostic(...diagnostics);
    const written = new Written();
    for (const root of roots) written.add(file.path, literalsIn(root, context.digest));
    const template = { file: file.path, written, ...placed(file, context) };
    const told = roots.map((root) => tellTemplate(context, { root, ...template }));
    written.tellRest(context.estate, 'cloudformation', file.path, context.standing(file));
    objects.set(
      file.path,
      told.reduce((sum, one) => sum + one, 0),
    );
  }
  tellSources(context.estate, 'cloudformation', mine, (path) => objects.get(path) ?? 0);
  return new Set(found.keys());
}

/** A template names neither its account nor what CloudFormation calls its resources: both are named after the file. */
function placed(
  file: SourceFile,
  context: ScanContext,
): Pick<Parameters<typeof tellTemplate>[1], 'environment' | 'realm' | 'physical'> {
  // prettier-ignore
  const { realm, environment, path } = context.standing(file);
  // Templates of one folder are taken for one account, others not.
  const folder = path.slice(0, -1).join('.') || '.';
  const account = /^\d{12}$/u.test(realm) ? realm : hole(`account of ${realm === 'default' ? folder : realm}`);
  const stands = path.join('/');
  // Slashes and colons would look like the parts of an ARN.
  const physical: Physical = {
    account,
    generated: (logical) => hole(`${logical} of ${stands}`.replace(/[/:]/gu, '.')),
  };
  const said = environment === 'unknown' ? (environmentInName(path.slice(-2).join('/')) ?? 'unknown') : environment;
  return { realm, environment: said, physical };
}
