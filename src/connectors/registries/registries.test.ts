import { describe, expect, it } from 'vitest';
import type { Estate } from '../../model/estate.ts';
import { readTexts } from '../testing/read-texts.ts';
import { registries } from './connector.ts';

const VERSION = { name: 'churn', version: '1', current_stage: 'Production', source: 's3://models/churn', run_id: 'r1' };
const models = (versions: readonly object[] = [VERSION]): string => JSON.stringify({ model_versions: versions });
const rights = (permission: string): string =>
  JSON.stringify({ user: { username: 'ada', registered_model_permissions: [{ name: 'churn', permission }] } });
const read = (files: Readonly<Record<string, string>>): Estate => readTexts(registries, files).estate;
const edges = ({ edges: all }: Estate, kind: string): string[] =>
  all
    .filter((one) => one.kind === kind)
    .map(({ from, to }) => `${from} ${to}`)
    .sort();
const facts = ({ facts: all }: Estate): string[] =>
  all.flatMap((one) => (one.fact === 'model' ? [`${one.format} ${one.unsafe ? 'runs code' : 'data'}`] : []));

const ML = (flavor: string): string => `run_id: r1\nflavors:\n  python_function: { loader_module: x }\n  ${flavor}\n`;

describe('what registries tell', () => {
  it('who may edit a model promotes it and writes its versions; who may read does neither', () => {
    const may = read({ 'a.json': models(), 'b.json': rights('MANAGE') });
    expect(edges(may, 'PROMOTES')).toEqual(['mlflow:User:default/ada mlflow:RegisteredModel:default/churn']);
    expect(edges(may, 'CAN_WRITE_ARTIFACT')).toHaveLength(1);
    const reads = read({ 'a.json': models(), 'b.json': rights('READ') });
    expect([...edges(reads, 'PROMOTES'), ...edges(reads, 'CAN_WRITE_ARTIFACT')]).toEqual([]);
  });

  it('a production stage is a jewel, another is none', () => {
    const jewels = (stage: string): (number | undefined)[] =>
      read({ 'a.json': models([{ ...VERSION, current_stage: stage }]) })
        .nodes.filter(({ id }) => id.startsWith('mlflow:Stage:'))
        .map(({ jewel }) => jewel?.tier);
    expect(jewels('Production')).toEqual([8]);
    expect(jewels('Staging')).toEqual([undefined]);
    expect(jewels('None')).toEqual([]);
  });

  it.each([
    ['sklearn: { serialization_format: cloudpickle }', 'cloudpickle runs code'],
    ['sklearn: { serialization_format: skops }', 'sklearn data'],
    ['onnx: { onnx_version: 1 }', 'onnx data'],
    ['pytorch: { model_data: data }', 'pytorch runs code'],
  ])('the flavour %s: %s', (flavor, told) => {
    expect(facts(read({ 'm/MLmodel': ML(flavor) }))).toEqual([told]);
  });

  it('a version is written as the MLmodel of its run says; without one nothing is said', () => {
    const text = ML('sklearn: { serialization_format: pickle }');
    expect(facts(read({ 'a.json': models(), 'm/MLmodel': text }))).toEqual(['pickle runs code', 'pickle runs code']);
    expect(facts(read({ 'a.json': models() }))).toEqual(['unknown data']);
  });

  it('other JSON and YAML is not its own', () => {
    const files = {
      'a.json': '{"registered_models": 3, "model_versions": []}',
      'b.yaml': 'service: { api_key: x }\nstorage: 1\nkind: y\n',
    };
    expect(read({ 'a.json': files['a.json'] }).nodes).toEqual([]);
  });
});
