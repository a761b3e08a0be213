import type { Path, Placed } from '../../documents/path.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Environment } from '../../model/kinds.ts';
import type { NodeId } from '../../model/id.ts';
import type { GeneratedMap } from './load/kustomize/generated.ts';

export type { Path };

/** One Kubernetes object as it stands in one realm, after kustomize prefixes and namespaces. */
export interface K8sObject extends Placed {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Absent for cluster-scoped kinds; `default` when a namespaced object names none. */
  readonly namespace?: string;
  readonly name: string;
  readonly realm: string;
  readonly environment: Environment;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Plain data: only own properties, no prototypes from the input, aliases shared and bounded. */
  readonly body: Readonly<Record<string, unknown>>;
  /** `plain`: as written. `rendered`: by --render. `symbolic`: from a template read without its program; facts are `possible`, precondition "not rendered". */
  readonly reading: 'plain' | 'rendered' | 'symbolic';
  /** One of several different documents with this id in one realm: what it says is `possible`. */
  readonly variant?: true;
  /** `namespace/name` that other kustomizations of the realm give a service account; the one that counts is this object's own. */
  readonly elsewhere?: readonly string[];
  /** ConfigMaps that kustomizations on its way make of files. */
  readonly maps?: readonly GeneratedMap[];
  /** A controller makes it of another object; nobody wrote it. */
  readonly implied?: true;
  /** The file that holds it, of an object of a live cluster: its evidence is the object. */
  readonly heldIn?: string;
  /** Where else the same object stands, word for word. */
  readonly also?: readonly Evidence[];
}

/** A pod template, wherever it stands: a Pod, a workload controller's template, or what a custom resource's controller creates. */
export interface PodTemplate {
  /** `k8s:Pod:<realm>/<ns>/<name>` or `k8s:Pod:<realm>/<ns>/<workload kind>/<name>` (+ `/<part>` where one resource has several). */
  readonly id: NodeId;
  /** Id path segments after the realm, for containers and volumes. */
  readonly segments: readonly string[];
  /** The Workload node; the pod's own id for a bare Pod. */
  readonly workload: NodeId;
  readonly object: K8sObject;
  readonly namespace: string;
  /** Path of the PodSpec inside object.body. Empty array and `spec` synthesised when the controller supplies it (then `synthetic`). */
  readonly at: Path;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly account: string;
  readonly accountNamed: boolean;
  /** Set when the spec is not written by the author but known of the controller, with its reason. */
  readonly synthetic?: string;
}

/** All objects of one realm, indexed. */
export interface KubeWorld {
  readonly realm: string;
  readonly environment: Environment;
  readonly objects: readonly K8sObject[];
  /** By kind, optionally by API group too. */
  of(kind: string, group?: string): readonly K8sObject[];
  find(kind: string, namespace: string | undefined, name: string): readonly K8sObject[];
  readonly pods: readonly PodTemplate[];
  /** Service accounts that patches, which are not applied, give to pods: as the patch names them. */
  readonly patchedAccounts: ReadonlySet<string>;
  /** Names of namespaces that are declared or used. */
  readonly namespaces: readonly string[];
}
