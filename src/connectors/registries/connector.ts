import type { SourceFile } from '../../bytes/files.ts';
import { artifactId } from '../../artifacts/model-uris.ts';
import { last4 } from '../../bytes/digest.ts';
import { detect } from '../../credentials/detect.ts';
import type { Entry } from '../../documents/entry.ts';
import { readJson, readYaml } from '../../documents/read.ts';
import { nodeId } from '../../model/id.ts';
import { credentialKey, fileKey } from '../../model/keys.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { isExport, mayBeExport, tellModels, tellPermissions } from './exports.ts';
import { mayBeMlModel, mlModel } from './mlmodel.ts';
import { Registry, type Seen } from './telling.ts';

const LARGEST = 16 * 1024 * 1024;
type Kind = 'export' | 'mlmodel' | 'qdrant';

/** Registries of models and indexes: saved answers of the MLflow API, `MLmodel` files, Qdrant's configuration. */
export const registries: Connector = {
  name: 'registries',
  open(files, context) {
    const found = new Map<string, Found>();
    return {
      wants: ({ path, bytes }) => bytes > 0 && bytes <= LARGEST && /(?:\.json|\.ya?ml|(?:^|\/)MLmodel)$/u.test(path),
      take({ path }, text) {
        const kept = read(path, text);
        if (kept) found.set(path, kept);
        return kept;
      },
      recall: ({ path }, kept: Found) => {
        found.set(path, kept);
      },
      finish: () => finish(files, context, found),
    };
  },
};

interface Found {
  readonly kind: Kind;
  readonly root: Entry;
}

function read(path: string, text: string): Found | undefined {
  if (path.endsWith('.json')) {
    const [root] = mayBeExport(text) ? readJson(path, text).roots : [];
    return root && isExport(root) ? { kind: 'export', root } : undefined;
  }
  if (mayBeMlModel(text)) {
    const [root] = readYaml(path, text).roots;
    return root && mlModel(root) ? { kind: 'mlmodel', root } : undefined;
  }
  if (!text.includes('service:') || !text.includes('api_key:') || !text.includes('storage')) return undefined;
  const [root] = readYaml(path, text).roots;
  const ours = root?.get('service', 'api_key') && (root.has('storage') || root.has('cluster'));
  return root && ours ? { kind: 'qdrant', root } : undefined;
}

function finish(
  files: readonly SourceFile[],
  context: ScanContext,
  found: ReadonlyMap<string, Found>,
): ReadonlySet<string> {
  const mine = inOrder(files).flatMap((file) => {
    const one = found.get(file.path);
    return one ? [{ file, ...one }] : [];
  });
  const byRun = new Map(
    mine.flatMap(({ kind, root }) => {
      const model = kind === 'mlmodel' ? mlModel(root) : undefined;
      return model?.run === undefined ? [] : [[model.run, model] as const];
    }),
  );
  const seen: Seen = { versions: new Map(), byRun };
  const exports = mine
    .filter(({ kind }) => kind === 'export')
    .map(({ file, root }) => ({ registry: new Registry(context, file, root.evidence, seen), root }));
  for (const { registry, root } of exports) tellModels(registry, root);
  // Rights are over every version that any of the files lists.
  for (const { registry, root } of exports) tellPermissions(registry, root);
  for (const { kind, file, root } of mine) {
    if (kind === 'mlmodel') tellMlModel(context, file, root);
    if (kind === 'qdrant') tellQdrant(context, file, root);
  }
  const own = mine.map(({ file }) => file);
  tellSources(context.estate, 'registries', own, () => 1);
  return new Set(found.keys());
}

/** The same in whatever order the files came. */
const inOrder = (files: readonly SourceFile[]): readonly SourceFile[] =>
  [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

/** A model in a folder of the tree: the file says how it is loaded. */
function tellMlModel(context: ScanContext, file: SourceFile, root: Entry): void {
  const model = mlModel(root);
  if (!model) return;
  const { estate } = context;
  const { realm, path } = context.standing(file);
  const uri = path.slice(0, -1).join('/') || 'MLmodel';
  const id = artifactId(uri, realm);
  const evidence = [model.evidence];
  const { format, unsafe } = model;
  estate.node({ id, kind: 'ModelArtifact', name: uri, realm, environment: 'unknown', evidence });
  estate.known(id, fileKey(file.path));
  estate.fact({
    fact: 'model',
    node: id,
    workload: id,
    uri,
    format,
    unsafe,
    remoteCode: false,
    evidence,
    confidence: 'configured',
  });
}

/** Qdrant's configuration file (qdrant.tech, configuration): the key that it asks for. */
function tellQdrant(context: ScanContext, file: SourceFile, root: Entry): void {
  const { estate } = context;
  const { realm, path, environment } = context.standing(file);
  const id = nodeId('qdrant', 'VectorIndex', realm, ...path);
  const entry = root.get('service', 'api_key') ?? root;
  const evidence = [entry.evidence];
  const name = path.at(-1) ?? 'qdrant';
  estate.node({ id, kind: 'VectorIndex', name, realm, environment, evidence });
  estate.known(id, fileKey(file.path));
  for (const one of detect('api_key', entry.text() ?? '')) {
    const digest = context.digest.of(one.value);
    const key = nodeId('qdrant', 'ApiKey', realm, ...path, 'api_key');
    const tail = last4(one.value);
    const { span } = entry;
    estate.node({ id: key, kind: 'ApiKey', name: 'api_key', realm, environment, evidence });
    estate.known(key, credentialKey(digest));
    estate.edge({ kind: 'OPENS', from: key, to: id, confidence: 'configured', evidence });
    estate.fact({
      fact: 'credential', node: id, kind: one.kind, key: 'service.api_key', where: 'file', digest, evidence, confidence: 'configured',
      ...(tail === undefined || one.defaultOf !== undefined ? {} : { last4: tail }),
      ...(one.defaultOf === undefined ? {} : { defaultOf: one.defaultOf }),
      ...(span ? { span } : {}),
    }); // prettier-ignore
  }
}
