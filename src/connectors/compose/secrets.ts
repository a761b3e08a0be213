import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Entry } from '../../documents/entry.ts';
import { textFilePath } from './files.ts';
import type { Sealed, SmallFile } from './env-file.ts';
import { reference } from './credentials.ts';
import { opens } from './opens.ts';
import { folderOf } from './recognise.ts';
import { all, type Known, type Service } from './service.ts';
import type { Telling } from './telling.ts';

/** `secrets` and `env_file` of services: keys by name, and what small files beside the project hold. */
export function tellSecrets(telling: Telling): void {
  for (const service of telling.services) {
    for (const { file, entry } of service.layers) {
      for (const one of entry.itemsOrOne('secrets')) granted(telling, service, one.text('source') ?? one.text(), one);
      for (const one of entry.itemsOrOne('env_file')) fromEnvFile(telling, service, file, one);
    }
    for (const one of all(service.layers, 'build'))
      for (const secret of one.items('secrets'))
        granted(telling, service, secret.text('source') ?? secret.text(), secret);
  }
  dotEnv(telling);
}

function granted(telling: Telling, service: Service, name: string | undefined, use: Entry): void {
  if (name === undefined) return;
  const declared = [...telling.project.files, ...telling.project.variants].flatMap(({ path, root }) => {
    const entry = root.get('secrets', name);
    return entry ? [{ path, entry }] : [];
  })[0];
  const variable = declared?.entry.text('environment');
  if (variable !== undefined) {
    reference(telling, service, variable, use.evidence, service.known);
    return;
  }
  const written = declared?.entry.text('file');
  const path = declared && written !== undefined ? textFilePath(declared.path, telling.fill(written)) : undefined;
  const small = path === undefined ? undefined : telling.small.get(path);
  if (small) {
    fileNode(telling, service, small, use.evidence, service.known, name);
    return;
  }
  // The file is not in the tree, or the platform keeps the secret: its name is what is known.
  const id = telling.id('ApiKey', name);
  telling.node(id, 'ApiKey', name, [use.evidence, ...(declared ? [declared.entry.evidence] : [])]);
  telling.estate.edge({
    kind: 'HOLDS',
    from: telling.service(service.name),
    to: id,
    ...service.known,
    evidence: [use.evidence],
  });
  opens(telling, service, id, name.toUpperCase().replace(/-/gu, '_'), use.evidence);
}

function fromEnvFile(telling: Telling, service: Service, file: string, entry: Entry): void {
  const written = entry.text('path') ?? entry.text();
  const path = written === undefined ? undefined : textFilePath(file, telling.fill(written));
  const small = path === undefined ? undefined : telling.small.get(path);
  if (small) fileNode(telling, service, small, entry.evidence, service.known);
}

/** `.env` beside the file gives values to variables: services that take one hold what stands there; the others lie in the file. */
function dotEnv(telling: Telling): void {
  const { path } = telling.project.main;
  const folder = folderOf(path);
  const small = telling.small.get(folder === '' ? '.env' : `${folder}/.env`);
  if (!small) return;
  telling.used.add(small.path);
  for (const sealed of small.credentials) {
    const id = telling.id('ApiKey', sealed.key);
    telling.node(id, 'ApiKey', sealed.key, [{ file: small.path, line: sealed.line }]);
    tellSealed(telling, small, sealed, id);
  }
}

/** A file that a service is given: the service has it, and it has what stands in it. */
function fileNode(
  telling: Telling,
  service: Service,
  small: SmallFile,
  use: Evidence,
  known: Known,
  name?: string,
): void {
  const id = fileId(telling, small);
  telling.estate.edge({ kind: 'MOUNTS', from: telling.service(service.name), to: id, ...known, evidence: [use] });
  const held = small.credentials.length > 0 ? small.credentials : small.whole ? [small.whole] : [];
  for (const sealed of held) {
    const key = sealed === small.whole ? (name ?? sealed.key) : sealed.key;
    const credential = telling.id('ApiKey', small.path.slice(small.path.lastIndexOf('/') + 1), key);
    telling.node(credential, 'ApiKey', key, [{ file: small.path, line: sealed.line }]);
    tellSealed(telling, small, { ...sealed, key }, credential);
    opens(telling, service, credential, key.toUpperCase().replace(/-/gu, '_'), { file: small.path, line: sealed.line });
  }
}

function fileId(telling: Telling, small: SmallFile): NodeId {
  telling.used.add(small.path);
  const name = small.path.slice(small.path.lastIndexOf('/') + 1);
  const { realm, path } = telling.standing;
  const id = nodeId('compose', 'File', realm, ...path.slice(0, -1), name);
  return telling.node(id, 'Volume', name, [{ file: small.path, line: 1 }]);
}

function tellSealed(telling: Telling, small: SmallFile, sealed: Sealed, to: NodeId): void {
  const { estate } = telling;
  const node = fileId(telling, small);
  const evidence = [{ file: small.path, line: sealed.line }];
  const { line, ...rest } = sealed;
  // A file is told once, however many services take it.
  if (!telling.sealed.has(`${small.path}:${line}:${rest.digest}`))
    estate.fact({ fact: 'credential', node, ...pick(rest), where: 'file', evidence, confidence: 'configured' });
  telling.sealed.add(`${small.path}:${line}:${rest.digest}`);
  estate.edge({ kind: 'HOLDS', from: node, to, confidence: 'configured', evidence });
  telling.holds(to, rest.digest, rest.defaultOf !== undefined, { file: small.path, line: sealed.line });
}

type Rest = Omit<Sealed, 'line'>;

/** Optional fields that are not there stay away. */
function pick({ cloud, ...rest }: Rest): Omit<Rest, 'cloud'> & { readonly cloud?: NonNullable<Sealed['cloud']> } {
  return { ...rest, ...(cloud === undefined ? {} : { cloud }) };
}
