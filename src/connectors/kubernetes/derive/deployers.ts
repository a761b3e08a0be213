import { nodeId, type NodeId } from '../../../model/id.ts';
import { repoKey } from '../../../model/keys.ts';
import { idOf } from '../read/ids.ts';
import { dig, fields, list, own, text, texts } from '../../../documents/value.ts';
import type { K8sObject } from '../world.ts';
import { standing, unless } from './standing.ts';
import type { Telling } from './telling.ts';

const GROUP = 'argoproj.io';

/** Argo CD: what is in a repository is applied to a namespace or cluster (argo-cd.readthedocs.io, Application and AppProject). */
export function deriveDeployers(telling: Telling): void {
  for (const kind of ['Application', 'ApplicationSet'] as const)
    for (const object of telling.world.of(kind, GROUP)) {
      const spec = kind === 'Application' ? own(object.body, 'spec') : dig(object.body, 'spec', 'template', 'spec');
      const at = kind === 'Application' ? ['spec'] : ['spec', 'template', 'spec'];
      const app = telling.object(object, 'DeployApp');
      const known =
        dig(spec, 'syncPolicy', 'automated') === undefined
          ? unless(standing('configured', object), 'somebody syncs the application')
          : standing('configured', object);
      const destination = fields(own(spec, 'destination'));
      const to = target(
        telling,
        object,
        text(destination['namespace']),
        text(destination['server']) ?? text(destination['name']),
      );
      telling.estate.edge({
        kind: 'ARGOCD_DEPLOYS',
        from: app,
        to,
        ...known,
        evidence: [object.at([...at, 'destination'])],
      });
      const sources = [own(spec, 'source'), ...list(own(spec, 'sources'))];
      for (const url of new Set(sources.map((one) => text(own(one, 'repoURL'))).filter((one) => one !== undefined))) {
        const repo = repository(telling, object, url, [...at, 'source']);
        const told = {
          kind: 'ARGOCD_DEPLOYS',
          ...standing('configured', object),
          evidence: [object.at([...at, 'source'])],
        } as const;
        telling.estate.edge({ ...told, from: repo, to: app });
      }
    }
  for (const project of telling.world.of('AppProject', GROUP)) deriveProject(telling, project);
}

/** A project whose destinations are `*` lets any of its applications deploy anywhere. */
function deriveProject(telling: Telling, project: K8sObject): void {
  const app = telling.object(project, 'DeployApp');
  list(dig(project.body, 'spec', 'destinations')).forEach((destination, index) => {
    const namespace = text(own(destination, 'namespace'));
    const server = text(own(destination, 'server')) ?? text(own(destination, 'name'));
    const wide = namespace === undefined || namespace === '*';
    const to = target(telling, project, wide ? undefined : namespace, server);
    const evidence = [project.at(['spec', 'destinations', index])];
    const known = unless(standing('configured', project), 'an application of the project is synced');
    telling.estate.edge({ kind: 'ARGOCD_DEPLOYS', from: app, to, ...known, evidence });
  });
  for (const url of texts(dig(project.body, 'spec', 'sourceRepos'))) {
    if (url === '*') continue;
    const repo = repository(telling, project, url, ['spec', 'sourceRepos']);
    const known = unless(standing('configured', project), 'an application of the project takes from this repository');
    telling.estate.edge({
      kind: 'ARGOCD_DEPLOYS',
      from: repo,
      to: app,
      ...known,
      evidence: [project.at(['spec', 'sourceRepos'])],
    });
  }
}

const HERE = /^(?:https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?\/?|in-cluster|\*)$/u;

/** A namespace of this cluster, or the other cluster that the server names. A glob over namespaces is the cluster. */
function target(telling: Telling, from: K8sObject, namespace: string | undefined, server: string | undefined): NodeId {
  const elsewhere = server !== undefined && !HERE.test(server);
  const realm = elsewhere ? server.replace(/^https?:\/\//u, '') : from.realm;
  if (namespace !== undefined && !/[*?{]/u.test(namespace)) {
    const id = idOf.namespace(realm, namespace);
    telling.implied(id, 'Namespace', namespace, from);
    return id;
  }
  const id = idOf.cluster(realm);
  telling.implied(id, 'Cluster', realm, from);
  return id;
}

function repository(telling: Telling, from: K8sObject, url: string, at: readonly string[]): NodeId {
  // A user and password in the address are told as a credential, not as part of the name.
  const bare = url
    .replace(/^[a-z+]+:\/\/(?:[^@/\s]*@)?/iu, '')
    .replace(/^git@([^:]+):/u, '$1/')
    .replace(/\.git\/?$/u, '');
  const [host = bare, ...path] = bare.split('/');
  const id = nodeId('git', 'Repo', host, ...path);
  telling.estate.known(id, repoKey(bare));
  return telling.estate.node({
    id,
    kind: 'Repo',
    name: bare,
    realm: host,
    environment: 'unknown',
    evidence: [from.at(at)],
    implied: true,
  });
}
