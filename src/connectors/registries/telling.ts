import type { SourceFile } from '../../bytes/files.ts';
import { artifactId, modelUri } from '../../artifacts/model-uris.ts';
import { formatOf } from '../../artifacts/model-formats.ts';
import { environmentInName } from '../../model/environment-name.ts';
import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import type { Environment } from '../../model/kinds.ts';
import { modelKey } from '../../model/keys.ts';
import type { ScanContext } from '../port.ts';
import type { MlModel } from './mlmodel.ts';

/** What all files of a scan say together: versions by model, and how models of a run are loaded. */
export interface Seen {
  readonly versions: Map<NodeId, Set<NodeId>>;
  readonly byRun: ReadonlyMap<string, MlModel>;
}

/** What a registry says of a model, a stage of it, or who may change it. */
export class Registry {
  readonly #context: ScanContext;
  readonly #realm: string;
  readonly id: NodeId;

  readonly #seen: Seen;

  constructor(context: ScanContext, file: SourceFile, evidence: Evidence, seen: Seen) {
    this.#context = context;
    this.#seen = seen;
    this.#realm = context.standing(file).realm;
    this.id = nodeId('mlflow', 'Registry', this.#realm);
    context.estate.node({
      id: this.id, kind: 'Registry', name: 'MLflow model registry', realm: this.#realm, environment: 'unknown', evidence: [evidence],
      jewel: { tier: 5, name: `model registry of ${this.#realm}`, confidence: 'possible', reason: 'what is registered in it is what is served' },
    }); // prettier-ignore
  }

  model(name: string, evidence: Evidence): NodeId {
    const id = nodeId('mlflow', 'RegisteredModel', this.#realm, name);
    this.#node(id, name, 'unknown', evidence);
    this.#context.estate.known(id, modelKey(`models:/${name}`));
    this.#edge('CONTAINS', this.id, id, evidence);
    return id;
  }

  /** A stage or alias of a model: what serves it takes what it means. */
  stage(model: string, stage: string, evidence: Evidence): NodeId {
    const id = nodeId('mlflow', 'Stage', this.#realm, model, stage);
    const environment = environmentInName(stage) ?? 'unknown';
    const production = environment === 'prod';
    this.#context.estate.node({
      id, kind: 'Registry', name: `${model}/${stage}`, realm: this.#realm, environment, evidence: [evidence],
      ...(production ? { jewel: { tier: 8, name: `production stage of ${model}`, confidence: 'possible', reason: `its name is ${stage}` } as const } : {}),
    }); // prettier-ignore
    this.#context.estate.known(id, modelKey(`models:/${model}/${stage}`));
    this.#edge('CONTAINS', this.model(model, evidence), id, evidence);
    return id;
  }

  /** A version as it lies in its store, the model of a stage where it has one. */
  version(
    model: string,
    version: string,
    source: string | undefined,
    stages: readonly string[],
    evidence: Evidence,
    run?: string,
  ): NodeId {
    const { estate } = this.#context;
    const stage = stages.map((one) => environmentInName(one)).find((one) => one !== undefined) ?? 'unknown';
    const located = source === undefined ? undefined : modelUri(source, this.#realm, '');
    const uri = located?.uri ?? `models:/${model}/${version}`;
    const id = artifactId(uri, this.#realm);
    this.#node(id, uri, stage, evidence);
    const registered = this.model(model, evidence);
    this.#edge('CONTAINS', registered, id, evidence);
    this.#seen.versions.set(registered, (this.#seen.versions.get(registered) ?? new Set()).add(id));
    for (const one of stages) this.#edge('CONTAINS', this.stage(model, one, evidence), id, evidence);
    if (located) {
      const { store } = located;
      estate.node({ ...store, environment: 'unknown', evidence: [evidence], implied: true });
      this.#edge('CONTAINS', store.id, id, evidence);
    }
    // The registry does not say how a model is written: its MLmodel file does, else only a telling ending.
    const { format, unsafe } = (run === undefined ? undefined : this.#seen.byRun.get(run)) ?? formatOf(uri, 'unknown');
    estate.fact({
      fact: 'model',
      node: id,
      workload: this.id,
      uri,
      format,
      unsafe,
      remoteCode: false,
      evidence: [evidence],
      confidence: 'possible',
    });
    return id;
  }

  human(name: string, evidence: Evidence): NodeId {
    const id = nodeId('mlflow', 'User', this.#realm, name);
    const { estate } = this.#context;
    return estate.node({ id, kind: 'Human', name, realm: this.#realm, environment: 'unknown', evidence: [evidence] });
  }

  /** A right of a user: from EDIT on versions are added and stages moved (mlflow.org, permissions). */
  right(user: NodeId, model: string, permission: string, evidence: Evidence): void {
    if (!/^(?:EDIT|MANAGE)$/u.test(permission)) return;
    const to = this.model(model, evidence);
    this.#edge('PROMOTES', user, to, evidence);
    for (const version of [...(this.#seen.versions.get(to) ?? [])].sort())
      this.#edge('CAN_WRITE_ARTIFACT', user, version, evidence);
  }

  #node(id: NodeId, name: string, environment: Environment, evidence: Evidence): void {
    this.#context.estate.node({
      id,
      kind: 'ModelArtifact',
      name,
      realm: this.#realm,
      environment,
      evidence: [evidence],
    });
  }

  #edge(kind: 'CONTAINS' | 'PROMOTES' | 'CAN_WRITE_ARTIFACT', from: NodeId, to: NodeId, evidence: Evidence): void {
    this.#context.estate.edge({ kind, from, to, confidence: 'configured', evidence: [evidence] });
  }
}
