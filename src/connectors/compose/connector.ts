import type { SourceFile } from '../../bytes/files.ts';
import { readYaml } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { tellCalls } from './calls.ts';
import { tellCredentials } from './credentials.ts';
import { tellData } from './data.ts';
import { tellEndpoints } from './endpoints.ts';
import { isSmallSecretFile, readSmallFile, type SmallFile } from './env-file.ts';
import { tellFiles } from './files.ts';
import { tellHost } from './host.ts';
import { tellModels } from './models.ts';
import { projectsOf, resolved, type ComposeFile, type Project } from './project.ts';
import { folderOf, isCompose, isNamed, mayBeCompose } from './recognise.ts';
import { tellSecrets } from './secrets.ts';
import { servicesOf } from './service.ts';
import { Telling } from './telling.ts';
import { tellWorkloads } from './workloads.ts';

const LARGEST = 2 * 1024 * 1024;

/** Docker Compose projects (docs.docker.com, Compose file reference): services, what they may do, hold, call and serve. */
export const compose: Connector = {
  name: 'compose',
  open(files, context) {
    const found = new Map<string, ComposeFile>();
    const small = new Map<string, SmallFile>();
    const malformed = new Set<string>();
    return {
      wants: ({ path, bytes }) =>
        (/\.ya?ml$/iu.test(path) && bytes > 0 && bytes <= LARGEST) || isSmallSecretFile(path, bytes),
      take({ path, bytes }, text) {
        const kept = isSmallSecretFile(path, bytes)
          ? { small: readSmallFile(path, text, context.digest) }
          : mayBeCompose(path, text)
            ? readOne(path, text)
            : undefined;
        if (kept) recall(path, kept);
        return kept;
      },
      recall: ({ path }, kept: Kept) => {
        recall(path, kept);
      },
      finish: () => finish(files, context, found, small, malformed),
    };

    function recall(path: string, kept: Kept): void {
      if (kept.small) small.set(path, kept.small);
      if (kept.file) found.set(path, kept.file);
      if (!kept.diagnostics) return;
      context.estate.diagnostic(...kept.diagnostics);
      malformed.add(path);
    }
  },
};

/** One of them. */
interface Kept {
  readonly small?: SmallFile;
  readonly file?: ComposeFile;
  readonly diagnostics?: readonly Diagnostic[];
}

function readOne(path: string, text: string): Kept | undefined {
  const { roots, diagnostics } = readYaml(path, text);
  const [root] = roots;
  if (diagnostics.length > 0) return isNamed(path) ? { diagnostics } : undefined;
  return root && roots.length === 1 && isCompose(root, path) ? { file: { path, root } } : undefined;
}

function finish(
  files: readonly SourceFile[],
  context: ScanContext,
  found: ReadonlyMap<string, ComposeFile>,
  small: ReadonlyMap<string, SmallFile>,
  malformed: ReadonlySet<string>,
): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = new Set(byPath.keys());
  const claimed = new Set([...found.keys(), ...malformed]);
  const objects = new Map<string, number>();
  for (const project of projectsOf([...found.values()])) {
    const main = byPath.get(project.main.path);
    if (!main) continue;
    const telling = tellingOf(context, project, main, found, small, byPath, paths);
    tell(telling);
    for (const path of telling.used) claimed.add(path);
    objects.set(main.path, telling.names.size);
  }
  const own = files.filter(({ path }) => claimed.has(path));
  tellSources(context.estate, compose.name, own, (path) => objects.get(path) ?? 0);
  return claimed;
}

function tellingOf(
  context: ScanContext,
  project: Project,
  main: SourceFile,
  found: ReadonlyMap<string, ComposeFile>,
  small: ReadonlyMap<string, SmallFile>,
  byPath: ReadonlyMap<string, SourceFile>,
  files: ReadonlySet<string>,
): Telling {
  const folder = folderOf(main.path);
  const dotEnv = small.get(folder === '' ? '.env' : `${folder}/.env`);
  const included = new Map(
    project.files.flatMap(({ path, root }) =>
      root.items('include').flatMap((one) => {
        const inner = found.get(resolved(path, one.text('path') ?? one.text() ?? '') ?? '');
        const file = inner && byPath.get(inner.path);
        if (!inner || !file) return [];
        const { realm, path: segments } = context.standing(file);
        return servicesOf({ main: inner, files: [inner], variants: [] }, found).map((service) => {
          const id = (kind: string): NodeId => nodeId('compose', kind, realm, ...segments, service.name);
          return [service.name, { service, endpoint: id('Endpoint'), workload: id('Service') }] as const;
        });
      }),
    ),
  );
  const services = servicesOf(project, found);
  const own = (path: string, service: string): NodeId | undefined => {
    const file = byPath.get(path);
    const where = file && context.standing(file);
    return where && nodeId('compose', 'Service', where.realm, ...where.path, service);
  };
  const standing = context.standing(main);
  return new Telling({
    context,
    project,
    services,
    included,
    small,
    files,
    standing,
    dotEnv,
    own,
  });
}

function tell(telling: Telling): void {
  tellWorkloads(telling);
  tellData(telling);
  tellCredentials(telling);
  tellSecrets(telling);
  tellEndpoints(telling);
  tellModels(telling);
  tellCalls(telling);
  tellFiles(telling);
  tellHost(telling);
}
