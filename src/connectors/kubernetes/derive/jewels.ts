import type { EstateNode, Jewel } from '../../../model/estate.ts';
import type { CredentialFact, CredentialKind, WorkloadFact } from '../../../model/facts.ts';
import type { NodeId } from '../../../model/id.ts';
import { parseId } from '../../../model/id.ts';
import type { PodTemplate } from '../world.ts';
import { storeOf } from '../../../products/stores.ts';
import { repositoryOf } from '../../../products/words.ts';
import { imageOf } from './parts.ts';
import type { Telling } from './telling.ts';

type Tier = Jewel['tier'];

/** What is at stake, inferred: never sure, always with its reason. `writ.estate.yaml` confirms or corrects. */
export function inferJewels(telling: Telling): void {
  const { estate, world } = telling;
  const crown = (id: NodeId, tier: Tier, name: string, reason: string): void => {
    const node = estate.get(id);
    if (node && (node.jewel === undefined || node.jewel.tier < tier))
      estate.node({ ...withoutJewel(node), jewel: { tier, name, confidence: 'possible', reason } });
  };
  for (const [id, { kind, key }] of strongestCredentials(telling)) {
    const name = parseId(id)?.name ?? id;
    crown(id, 8, `credentials in ${name}`, `it holds ${ARTICLE[kind] ?? 'a credential'} (${key})`);
  }
  const facts = new Map(
    estate
      .allFacts()
      .filter((one): one is WorkloadFact => one.fact === 'workload')
      .map((one) => [one.pod, one]),
  );
  for (const pod of world.pods) {
    const fact = facts.get(pod.id);
    if (fact) byWorkload(telling, pod, fact, crown);
  }
  for (const node of [...estate.allNodes()]) {
    if (node.realm !== world.realm && node.kind !== 'DataStore' && node.kind !== 'CloudRole') continue;
    byNode(node, crown);
  }
}

type Crown = (id: NodeId, tier: Tier, name: string, reason: string) => void;

function withoutJewel(node: EstateNode): EstateNode {
  const { jewel, ...rest } = node;
  return jewel ? rest : node;
}

const ARTICLE: Partial<Record<CredentialKind, string>> = {
  'aws-access-key': 'an AWS access key',
  'aws-secret-key': 'an AWS secret key',
  'gcp-key': 'a Google Cloud key',
  'azure-secret': 'an Azure secret',
  'huggingface-token': 'a Hugging Face token',
  'openai-key': 'an OpenAI key',
  'anthropic-key': 'an Anthropic key',
  'github-token': 'a GitHub token',
  'gitlab-token': 'a GitLab token',
  'slack-token': 'a Slack token',
  'database-url': 'the password of a database',
  'docker-config': 'the password of a registry',
  'private-key': 'a private key',
};

/** By Secret, the credential that says most; passwords without a known shape count where their Secret is declared. */
function strongestCredentials(telling: Telling): ReadonlyMap<NodeId, CredentialFact> {
  const found = new Map<NodeId, CredentialFact>();
  for (const fact of telling.estate.allFacts()) {
    if (fact.fact !== 'credential' || fact.where !== 'secret') continue;
    const known = found.get(fact.node);
    if (!known || (ARTICLE[known.kind] === undefined && ARTICLE[fact.kind] !== undefined)) found.set(fact.node, fact);
  }
  return found;
}

function byWorkload(telling: Telling, pod: PodTemplate, fact: WorkloadFact, crown: Crown): void {
  const prod = fact.environment === 'prod';
  for (const part of telling.partsOf(pod)) {
    const repository = repositoryOf(imageOf(part));
    const store = storeOf(repository);
    if (store && !part.init) {
      const id = store.what === 'tool server' ? part.id : pod.id;
      crown(
        id,
        prod ? store.prod : store.other,
        `${store.what} ${pod.object.name}`,
        `image ${imageOf(part)}: ${store.what}`,
      );
    }
  }
  if (!fact.functions.some((one) => one.is === 'serving') || fact.environment === 'dev') return;
  if (prod) crown(pod.id, 5, `production model ${pod.object.name}`, 'it serves a model in production');
  else crown(pod.id, 3, `served model ${pod.object.name}`, 'it serves a model');
}

const DATA = /(?:^|[^a-z])(?:data|datasets?|training|corpus|tickets|documents|embeddings|features)(?:[^a-z]|$)/iu;
const PEOPLE = /(?:^|[^a-z])(?:customers?|users?-data|pii|patients?|payments?|billing)(?:[^a-z]|$)/iu;

function byNode(node: EstateNode, crown: Crown): void {
  const { id, kind, name } = node;
  if (kind === 'Cluster')
    crown(id, 13, `cluster-admin of ${name}`, 'who controls the cluster controls everything in it');
  if (kind === 'SecretStore') crown(id, 8, `secret store ${name}`, 'external secrets are read from it');
  if ((kind === 'CloudRole' || kind === 'ServicePrincipal') && !id.startsWith('k8s:'))
    crown(id, 5, `cloud identity ${parseId(id)?.name ?? name}`, 'an account of the cluster is federated to it');
  if (kind === 'DataStore') byStore(node, crown);
}

function byStore({ id, name, environment }: EstateNode, crown: Crown): void {
  if (PEOPLE.test(name)) crown(id, 8, `data ${name}`, 'its name says that it is about people or money');
  else if (id.startsWith('k8s:DataStore:'))
    crown(id, 8, `database behind ${name}`, 'a password of it is in the configuration');
  else if (DATA.test(name)) crown(id, 5, `data ${name}`, 'its name says that it holds data for training or retrieval');
  else if (/^(?:aws|gcp|azure|alibaba):/u.test(id))
    crown(id, environment === 'prod' ? 8 : 5, `artefact store ${name}`, 'models are loaded from it');
}
