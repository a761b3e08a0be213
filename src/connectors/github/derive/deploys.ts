import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { EstateNode } from '../../../model/estate.ts';
import { clusterKey } from '../../../model/keys.ts';
import type { CloudIdentity } from './cloud.ts';
import { actOf, actOfAction, type Act } from './deploy-commands.ts';
import { idOf } from './place.ts';
import { isLiteral } from './resolver.ts';
import type { Telling } from './telling.ts';

interface Done extends Act {
  readonly evidence: Evidence;
  readonly because: string;
}

/** What the job changes outside of itself: clusters, clouds, infrastructure. Clusters that live in the job only are nobody's. */
export function tellDeploys(telling: Telling, clouds: readonly CloudIdentity[]): void {
  let local = false;
  let connected: string | undefined;
  const told = new Set<string>();
  for (const done of acts(telling)) {
    if (done.does === 'local') local = true;
    else if (done.does === 'connect' && LOCAL_NAME.test(done.cluster ?? '')) local = true;
    else if (done.does === 'connect') connected = done.cluster;
    else if (done.does === 'cluster') {
      const name = done.cluster ?? connected;
      if (name === undefined ? local : LOCAL_NAME.test(name)) continue;
      const target = name === undefined ? (fromSecret(telling) ?? ofCloud(telling, clouds)) : clusterNamed(telling, name, done.evidence); // prettier-ignore
      if (!target) continue;
      const key = `${target.id} ${done.namespace ?? ''}`;
      if (told.has(key)) continue;
      told.add(key);
      tellCluster(telling, target, done);
    } else tellCloudDeploy(telling, clouds, done, told);
  }
}

function acts(telling: Telling): readonly Done[] {
  const { view } = telling;
  return view.steps.flatMap((step): Done[] => {
    const resolver = view.resolver(step);
    if (step.uses !== undefined) {
      const given = (input: string): string | undefined => {
        const value = step.with.get(input);
        return value === undefined ? undefined : resolver.expand(value);
      };
      const act = actOfAction(step.uses, given);
      if (act) return [{ ...act, evidence: (step.entry.get('uses') ?? step.entry).evidence, because: step.uses }];
    }
    const { script } = step;
    if (script?.language !== 'sh') return [];
    return script.commands.flatMap(({ words, line }): Done[] => {
      const act = actOf(words.map((word) => resolver.shell(word)));
      return act
        ? [
            {
              ...act,
              evidence: { file: step.file, line: script.line + line },
              because: words.slice(0, 3).join(' ').slice(0, 80),
            },
          ]
        : [];
    });
  });
}

/** Names that the programs give which make a cluster on the machine itself. */
const LOCAL_NAME =
  /^(?:minikube|kind(?:-[\w.-]{1,60})?|k3d-[\w.-]{1,60}|docker-desktop|microk8s|rancher-desktop|colima|orbstack)$/iu;

interface Target {
  readonly id: NodeId;
  readonly name: string;
  readonly node: EstateNode;
  /** Others may know it by this name. */
  readonly known: boolean;
}

function clusterNamed(telling: Telling, written: string, evidence: Evidence): Target {
  const known = isLiteral(written);
  // An ARN or a path ends in the name.
  const name = known ? (written.split('/').at(-1) ?? written) : telling.unknown(written);
  return target(name, known, evidence, telling);
}

/** Nothing names the cluster, but a secret of the job holds its address and key. */
function fromSecret(telling: Telling): Target | undefined {
  const found = [...telling.view.secrets].find(([name]) =>
    /KUBE|K8S|(?:^|_)(?:EKS|GKE|AKS|CLUSTER)(?:_|$)/u.test(name),
  );
  const [evidence] = found?.[1] ?? [];
  return found && evidence ? target(telling.unknown(`secrets.${found[0]}`), false, evidence, telling) : undefined;
}

/** Nothing names the cluster: it is one that the identity of the job may enter. */
function ofCloud(telling: Telling, clouds: readonly CloudIdentity[]): Target | undefined {
  const [first] = clouds;
  return first && target(telling.unknown('cluster'), false, first.evidence, telling);
}

function target(name: string, known: boolean, evidence: Evidence, telling: Telling): Target {
  const id = nodeId('k8s', 'Cluster', name);
  return {
    id,
    name,
    known,
    node: {
      id,
      kind: 'Cluster',
      name,
      realm: name,
      environment: telling.environment(name),
      evidence: [evidence],
      implied: true,
    },
  };
}

function tellCluster(telling: Telling, { id, name, node, known }: Target, done: Done): void {
  const evidence = [done.evidence];
  if (known) telling.refer('CI_DEPLOYS', clusterKey(name), evidence, {}, node);
  else {
    telling.estate.node(node);
    telling.edge('CI_DEPLOYS', id, evidence, {
      confidence: 'possible',
      precondition: 'which cluster it is stands outside of the files',
    });
  }
  fact(telling, 'deploy', id, done, telling.environment(done.namespace ?? '', name));
}

function tellCloudDeploy(telling: Telling, clouds: readonly CloudIdentity[], done: Done, told: Set<string>): void {
  const [secret] = [...telling.view.secrets.keys()].sort();
  const ids =
    clouds.length > 0
      ? clouds.map(({ id }) => id)
      : secret === undefined
        ? []
        : [idOf.secret(telling.view.place, secret)];
  const what = done.does === 'infrastructure' ? 'infrastructure' : 'deploy';
  for (const id of ids) {
    if (told.has(`${what} ${id}`)) continue;
    told.add(`${what} ${id}`);
    fact(telling, what, id, done, telling.environment(id));
  }
}

function fact(
  telling: Telling,
  what: 'deploy' | 'infrastructure',
  target: NodeId,
  { evidence, because }: Done,
  environment: ReturnType<Telling['environment']>,
): void {
  telling.approvers(target);
  telling.estate.fact({
    fact: 'deploy', node: telling.workflow, what, target, environment, approval: telling.approval, because,
    evidence: [evidence], confidence: telling.sure({}).confidence,
  }); // prettier-ignore
}
