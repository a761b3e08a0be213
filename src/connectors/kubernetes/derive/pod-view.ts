import type { NodeId } from '../../../model/id.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { both, certaintyOf, type Certainty } from '../rbac/certainty.ts';
import { idOf } from '../read/ids.ts';
import { own, type Fields } from '../../../documents/value.ts';
import type { Lookup } from '../read/pod-source.ts';
import { Remembered } from '../read/remembered.ts';
import type { KubeWorld, Path, PodTemplate } from '../world.ts';
import { partAt, partsOf } from './parts.ts';
import { tokenMounts } from './token-mount.ts';

export interface ContainerView {
  readonly id: NodeId;
  readonly name: string;
  readonly spec: Fields;
  readonly evidence: Evidence;
  readonly path: Path;
  /** Runs before the others and is gone then; a sidecar (restartPolicy Always) stays and is none. */
  readonly init: boolean;
  /** A token of the pod's account for the API server is in its file system. */
  readonly token: boolean;
}

/** A pod template with its parts. */
export interface PodView {
  readonly template: PodTemplate;
  readonly id: NodeId;
  readonly evidence: Evidence;
  readonly certainty: Certainty;
  readonly containers: readonly ContainerView[];
  readonly account: NodeId;
}

export function readPods(world: KubeWorld): readonly PodView[] {
  return world.pods.map((template) => VIEWS.of(template, world, (lookup) => viewOf(lookup, template)));
}

const VIEWS = new Remembered<PodTemplate, PodView>();

function viewOf(world: Lookup, template: PodTemplate): PodView {
  const read = certaintyOf(template.object);
  return {
    template,
    id: template.id,
    evidence: template.object.at(template.at),
    certainty: template.synthetic === undefined ? read : both(read, { confidence: 'configured' }),
    containers: containersOf(world, template),
    account: idOf.account(template.object.realm, template.namespace, template.account),
  };
}

function containersOf(world: Lookup, template: PodTemplate): readonly ContainerView[] {
  const hasToken = tokenMounts(world, template);
  return partsOf(template).map((part) => ({
    id: part.id,
    name: part.name,
    spec: part.spec,
    evidence: partAt(template, part),
    path: part.path ?? template.at,
    init: part.init && own(part.spec, 'restartPolicy') !== 'Always',
    token: hasToken(part.spec),
  }));
}
