import { describe, expect, it } from 'vitest';
import { readTexts, type Told } from '../testing/read-texts.ts';
import { notebooks } from './connector.ts';

function told(...cells: readonly (readonly string[])[]): Told {
  const text = JSON.stringify(
    { cells: cells.map((source) => ({ cell_type: 'code', outputs: [], source })), metadata: {}, nbformat: 4 },
    null,
    1,
  );
  return readTexts(notebooks, { 'a.ipynb': text });
}

const keys = (...source: readonly string[]): readonly string[] =>
  told(source).estate.facts.flatMap((one) => (one.fact === 'credential' ? [`${one.kind} ${one.key}`] : []));

const edges = (...source: readonly string[]): readonly string[] => {
  const { builder } = told(source);
  const known = [...builder.allEdges()].map(({ kind, to }) => `${kind} ${to}`);
  const referred = builder.allReferences().map(({ kind, key }) => `${kind} ${key}`);
  return [...known, ...referred].filter((one) => !one.startsWith('NOTEBOOK_SPAWN')).sort();
};

describe('credentials in code', () => {
  it.each([
    ['token = "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"', 'huggingface-token HF_TOKEN'],
    ['t = "hf_KxVqTbnPwYz" + "LrJdMsGhCfAoEuIvNpQeRtW"', 'huggingface-token HF_TOKEN'],
    ['t = ("hf_KxVqTbnPwYz"\n  "LrJdMsGhCfAoEuIvNpQeRtW")', 'huggingface-token HF_TOKEN'],
    ['os.environ["WANDB_API_KEY"]="4f9d2c7b1e8a6053d4f9d2c7b1e8a6053d4f9d2c"', 'api-key WANDB_API_KEY'],
    ['os.environ.setdefault("DB_PASSWORD", "Hx7Lp2Qw9Zt")', 'password DB_PASSWORD'],
    ['c = {"db_password": "Hx7Lp2Qw9Zt"}', 'password db_password'],
    ['create_engine("postgresql://app:Hx7Lp2Qw9Zt@db.test/x")', 'database-url DATABASE_URL'],
    ['%env DB_PASSWORD=Hx7Lp2Qw9Zt', 'password DB_PASSWORD'],
    ['%set_env DB_PASSWORD Hx7Lp2Qw9Zt', 'password DB_PASSWORD'],
    ['!export DB_PASSWORD=Hx7Lp2Qw9Zt', 'password DB_PASSWORD'],
    ['!tool --password Hx7Lp2Qw9Zt \\\n  --other', 'password password'],
    ['!curl -H "Authorization: Bearer Hx7Lp2Qw9ZtB4nV6" https://a.test', 'token authorization_token'],
    ['# old: 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', 'huggingface-token HF_TOKEN'],
  ])('finds %s', (source, wanted) => {
    expect(keys(source)).toEqual([wanted]);
  });

  it.each([
    'tokenizer.pad_token = "</s>"', 'token = "cls"', 'token = os.environ["HF_TOKEN"]', 'login(token="YOUR_TOKEN_HERE")', 'key = "label"',
    'secret = "the quick brown fox"', '!huggingface-cli login --token $HF_TOKEN', 'password = getpass("Password")', 'f"Bearer {token}"',
    'stop_token = "<|endoftext|>"', 'if password == "": pass',
  ])('says nothing of %s', (source) => {
    expect(keys(source)).toEqual([]);
  }); // prettier-ignore

  it('tells the line of the cell in the file', () => {
    const { estate } = told(['x = 1'], ['import os\n', 't = "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"']);
    const fact = estate.facts.find((one) => one.fact === 'credential');
    expect(fact?.evidence).toEqual([{ file: 'a.ipynb', line: 15 }]);
  });
});

describe('what a notebook reaches', () => {
  it.each([
    ['requests.get("https://api.acme.test/v1")', 'CALLS host:api.acme.test'],
    ['url = "https://api.acme.test/v1"\nhttpx.post(url)', 'CALLS host:api.acme.test'],
    ['OpenAI(base_url="http://gateway.ml:4000/v1")', 'CALLS host:gateway.ml'],
    ['OpenAI()', 'CALLS vendor:Vendor:openai'],
    ['JobSubmissionClient("http://ray-head.ml:8265")', 'SCHED_SUBMIT host:ray-head.ml'],
    ['!ray job submit --address http://ray-head.ml:8265 -- python a.py', 'SCHED_SUBMIT host:ray-head.ml'],
    ['spark.read.parquet("s3a://acme-events/x")', 'DATA_ACCESS aws:Bucket:acme-events'],
    ['boto3.client("s3").download_file("acme-events", "x.csv", "x.csv")', 'DATA_ACCESS aws:Bucket:acme-events'],
    ['s3.upload_file("m.pkl", "acme-models", "m.pkl")', 'DATA_ACCESS aws:Bucket:acme-models'],
    ['s3.get_object(Bucket="acme-events", Key="x")', 'DATA_ACCESS aws:Bucket:acme-events'],
    [
      'api.upload_file(path_or_fileobj="m", path_in_repo="m", repo_id="acme/churn")',
      'CAN_WRITE_ARTIFACT model:Artifact:default/hf:%2F%2Facme%2Fchurn',
    ],
    ['load_dataset("acme/tickets")', 'DATA_ACCESS hf:Dataset:acme/tickets'],
    ['spark.table("sales.orders")', 'DATA_ACCESS spark:Table:default/sales.orders'],
    ['model.push_to_hub("acme/churn")', 'CAN_WRITE_ARTIFACT model:Artifact:default/hf:%2F%2Facme%2Fchurn'],
    ['Qdrant.from_documents(docs, url="http://qdrant.ml:6333", collection_name="faq")', 'INDEXES host:qdrant.ml'],
    ['!kubectl --context prod-eu apply -f x.yaml', 'CI_DEPLOYS cluster:prod-eu'],
  ])('%s', (source, wanted) => {
    expect(edges(source)).toContain(wanted);
  });

  it('knows nothing of a page that is only named or shown', () => {
    expect(
      edges(
        'print("see https://docs.acme.test")',
        'Image(url="https://a.test/x.png")',
        '!pip install git+https://a.test/x',
      ),
    ).toEqual([]);
  });

  it('tells models whose loading runs code', () => {
    const models = told(['AutoModel.from_pretrained("acme/m", trust_remote_code=True)\n', 'torch.load("m.bin")\n', 'torch.load("n.bin", weights_only=True)'])
      .estate.facts.flatMap((one) => (one.fact === 'model' ? [[one.uri, one.unsafe, one.remoteCode]] : []));
    expect(models).toEqual([['hf://acme/m', false, true], ['m.bin', true, false], ['n.bin', false, false]]);
  }); // prettier-ignore

  it('names the registry as what production is served from when it promotes', () => {
    const { builder } = told(
      ['mlflow.set_tracking_uri("http://mlflow.ml:5000")\n'],
      ['c.transition_model_version_stage("churn", 3, stage="Production")'],
    );
    expect(builder.get('mlflow:Registry:mlflow.ml')?.jewel?.tier).toBe(8);
  });
});
