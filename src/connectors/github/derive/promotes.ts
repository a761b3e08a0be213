import { modelUri } from '../../../artifacts/model-uris.ts';
import type { EstateNode } from '../../../model/estate.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId } from '../../../model/id.ts';
import { hostKey, type Key } from '../../../model/keys.ts';
import type { Script, Step } from '../types.ts';
import { isLiteral, type Resolver } from './resolver.ts';
import type { Telling } from './telling.ts';

interface Promotion {
  readonly because: string;
  readonly line: number;
  readonly node: Omit<EstateNode, 'evidence' | 'environment'>;
  readonly key?: Key;
  readonly stage: string;
}

const MLFLOW =
  /\b(?:transition_model_version_stage|set_registered_model_alias|transition-stage|transition-requests\/create|mlflow\.register_model|mlflow\s{1,3}models\s{1,3}(?:register|promote))\b/u;
const STAGE = /\b(?:stage|alias|to-stage)["']?\s{0,3}[=:,\s]\s{0,3}["']?([A-Za-z][\w-]{0,40})/u;
const HUGGING_FACE =
  /\b(?:huggingface-cli|hf)\s{1,3}upload\s{1,3}(?:--[\w-]{1,30}(?:[ =]\S{1,60})?\s{1,3}){0,4}([\w.-]{1,96}\/[\w.-]{1,96})/u;
const SAGEMAKER = /\bsagemaker\s{1,3}update-model-package\b(?=[\s\S]{0,400}\bApproved\b)/u;
const PACKAGE_ARN = /arn:[^:\s]{0,20}:sagemaker:([\w-]{1,30}):(\d{12}):model-package/u;
/** A request that changes something, not one that looks. */
const MODEL_REGISTRY =
  /\bcurl\b(?=[^\n]{0,400}(?:\s-X\s{0,3}|--request[ =])["']?(?:POST|PATCH|PUT)\b)[^\n]{0,400}?(https?:\/\/[^\s"'/]{1,253})\/api\/model_registry\//u;

/** Calls that make a model the one that is served: MLflow, Hugging Face, SageMaker, the Kubeflow model registry. */
export function tellPromotions(telling: Telling): void {
  for (const step of telling.view.steps) {
    if (!step.script) continue;
    for (const one of promotions(telling, step, step.script))
      tell(telling, { file: step.file, line: step.script.line + one.line }, one);
  }
}

function promotions(telling: Telling, step: Step, script: Script): readonly Promotion[] {
  const resolver = telling.view.resolver(step);
  const text = script.text.slice(0, 100_000);
  const found: Promotion[] = [];
  const lineOf = (index: number): number => text.slice(0, index).split('\n').length - 1;
  const stageAt = (index: number): string => STAGE.exec(text.slice(index, index + 600))?.[1] ?? '';
  const add = (
    pattern: RegExp,
    make: (match: RegExpExecArray) => Omit<Promotion, 'line' | 'stage' | 'because'> | undefined,
  ): void => {
    const match = pattern.exec(text);
    const made = match && make(match);
    if (match && made)
      found.push({
        ...made,
        line: lineOf(match.index),
        stage: stageAt(match.index),
        because: match[0].replace(/\s+/gu, ' ').slice(0, 80),
      });
  };
  add(MLFLOW, () => mlflow(telling, resolver));
  add(HUGGING_FACE, (match) => {
    const store = modelUri(`hf://${match[1] ?? ''}`, '', '')?.store;
    return store && { node: { ...store, implied: true } };
  });
  add(SAGEMAKER, () => {
    const [, region = '{region}', account = '{account}'] = PACKAGE_ARN.exec(resolver.shell(text)) ?? [];
    return {
      node: {
        id: nodeId('aws', 'ModelRegistry', account, region),
        kind: 'Registry',
        name: `SageMaker model registry ${region}`,
        realm: account,
        implied: true,
      },
    };
  });
  add(MODEL_REGISTRY, (match) => {
    const url = resolver.shell(match[1] ?? '');
    return isLiteral(url) && hostKey(url) !== undefined ? atHost(url, 'kubeflow', 'ModelRegistry') : undefined;
  });
  return found;
}

function mlflow(telling: Telling, resolver: Resolver): Omit<Promotion, 'line' | 'stage' | 'because'> | undefined {
  const server = resolver.expand('${{ env.MLFLOW_TRACKING_URI }}');
  // A server of the job itself dies with it.
  if (isLiteral(server)) return hostKey(server) === undefined ? undefined : atHost(server, 'mlflow', 'Registry');
  const name = telling.unknown('MLFLOW_TRACKING_URI');
  return { node: { id: nodeId('mlflow', 'Registry', name), kind: 'Registry', name, realm: name, implied: true } };
}

function atHost(url: string, source: string, word: string): Omit<Promotion, 'line' | 'stage' | 'because'> {
  const key = hostKey(url);
  const name = key?.slice('host:'.length) ?? url;
  return {
    node: { id: nodeId(source, word, name), kind: 'Registry', name, realm: name, implied: true },
    ...(key === undefined ? {} : { key }),
  };
}

function tell(telling: Telling, evidence: Evidence, { node, key, stage, because }: Promotion): void {
  const environment = telling.environment(stage);
  const live = environment === 'prod' || /^(?:production|champion|live)$/iu.test(stage);
  const registry: EstateNode = {
    ...node,
    environment: live ? 'prod' : environment,
    evidence: [evidence],
    ...(live
      ? {
          jewel: {
            tier: 8,
            name: `production models of ${node.name}`,
            confidence: 'possible',
            reason: 'a workflow moves models to production in it',
          },
        }
      : {}),
  };
  if (key === undefined) {
    telling.estate.node(registry);
    telling.edge('PROMOTES', node.id, [evidence]);
  } else telling.refer('PROMOTES', key, [evidence], {}, registry);
  telling.approvers(node.id);
  telling.estate.fact({
    fact: 'deploy', node: telling.workflow, what: 'promote', target: node.id, environment: live ? 'prod' : environment,
    approval: telling.approval, because, evidence: [evidence], confidence: telling.sure({}).confidence,
  }); // prettier-ignore
}
