import { modelUri } from '../../../artifacts/model-uris.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { EstateNode } from '../../../model/estate.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { hostKey, repoKey } from '../../../model/keys.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import { addressesIn, addressesOf, type Address } from '../../../products/addresses.ts';
import { vendorOfHost } from '../../../products/vendors.ts';
import type { Loose } from './packages.ts';
import type { Telling } from './telling.ts';

const outside = (id: NodeId, kind: NodeKind, name: string, realm: string, at: Evidence): EstateNode => ({
  id,
  kind,
  name,
  realm,
  environment: 'unknown',
  evidence: [at],
  implied: true,
});

/** Keys of metadata under which submitters say who they are; Ray itself asks nobody. */
const WHO = /^(?:submitted[_-]?by|submitter|requested[_-]?by|created[_-]?by|launched[_-]?by|user(?:[_-]?(?:name|id|email))?|e?mail)$/iu; // prettier-ignore

export function tellSubmitter({ context, node, realm }: Telling, job: Entry): void {
  const { estate } = context;
  for (const [key, at] of job.entries('metadata')) {
    const who = at.text();
    if (!WHO.test(key) || who === undefined || !/^[\w.@+ -]{1,200}$/u.test(who)) continue;
    const evidence = [at.evidence];
    const id = nodeId('ray', 'User', realm, who);
    estate.node({ id, kind: 'Human', name: who, realm, environment: 'unknown', evidence });
    const precondition = `metadata.${key} is true: whoever submits a job writes it`;
    estate.edge({ kind: 'SCHED_SUBMIT', from: id, to: node, confidence: 'possible', precondition, evidence });
  }
}

/** Addresses in variables and in the command. */
export function tellCalls(telling: Telling, job: Entry): void {
  const command = job.get('entrypoint');
  for (const [name, at] of job.entries('runtime_env', 'env_vars'))
    for (const address of addressesOf(name, at.text() ?? '')) called(telling, address, at.evidence);
  if (command) for (const address of addressesIn(command.text() ?? '')) called(telling, address, command.evidence);
}

function called({ context, node }: Telling, { host, scheme }: Address, at: Evidence): void {
  const { estate } = context;
  const known = { kind: 'CALLS', confidence: 'configured', evidence: [at] } as const;
  const vendor = vendorOfHost(host);
  if (vendor !== undefined) {
    const to = estate.node(outside(nodeId('vendor', 'Vendor', vendor), 'Vendor', vendor, vendor, at));
    estate.edge({ ...known, from: node, to });
    return;
  }
  const key = hostKey(host);
  if (key === undefined || (!host.includes('.') && scheme === undefined)) return;
  const otherwise = outside(nodeId('net', 'Host', host), 'Endpoint', host, host, at);
  estate.refer({ ...known, node, side: 'from', key, otherwise });
}

const REGISTRIES = { pypi: 'pypi.org', image: 'docker.io', source: '' } as const;
const WORDS = { pypi: 'Python package', image: 'image', source: 'source' } as const;

export function tellLoose({ context, node }: Telling, { is, name, because, at }: Loose): void {
  const { estate } = context;
  const precondition = `somebody else publishes a new version: ${because}`;
  const edge = { kind: 'UNPINNED_FETCH', confidence: 'possible', precondition, evidence: [at.evidence] } as const;
  const [first = '', ...rest] = name.split('/');
  const own = is !== 'pypi' && rest.length > 0 && first.includes('.');
  const realm = own ? first : REGISTRIES[is];
  const id = nodeId(is === 'image' ? 'oci' : is, 'Package', realm, own ? rest.join('/') : name);
  const key = is === 'source' ? repoKey(name) : undefined;
  const otherwise = outside(id, is === 'source' ? 'Repo' : 'Vendor', `${WORDS[is]} ${name}`, realm, at.evidence);
  if (key !== undefined) estate.refer({ ...edge, node, side: 'from', key, otherwise });
  else estate.edge({ ...edge, from: node, to: estate.node(otherwise) });
}

/** The store that the job's own code is taken from; Ray's own upload (`gcs://`, by its hash) is the job itself. */
export function tellCode({ context, node, realm }: Telling, at: Entry): void {
  const store = modelUri(at.text() ?? '', realm, '')?.store;
  if (!store || /[{}$%*]/u.test(store.name)) return;
  const to = context.estate.node(outside(store.id, store.kind, store.name, store.realm, at.evidence));
  const precondition = 'who can write there, or take the store over, is somebody else';
  context.estate.edge({ kind: 'PULLS_FROM', from: node, to, confidence: 'possible', precondition, evidence: [at.evidence] }); // prettier-ignore
}
