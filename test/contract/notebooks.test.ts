import { notebooks } from '../../src/connectors/notebooks/connector.ts';
import { connectorContract } from './connector.ts';

const code = (source: readonly string[], outputs: readonly unknown[] = []): unknown => ({
  cell_type: 'code',
  execution_count: 1,
  metadata: {},
  outputs,
  source,
});

/** Constructed after nbformat's documentation (nbformat.readthedocs.io, "The notebook file format"). */
const notebook = {
  cells: [
    { cell_type: 'markdown', metadata: {}, source: ['ask Ada, or use glpat-Zk9vQ2mXr7LpTb5Wd8Rf\n'] },
    code(
      [
        'import os, requests\n',
        'os.environ["HF_TOKEN"] = "hf_KxVqTbnPwYzLrJdMsG" \\\n',
        '    "hCfAoEuIvNpQeRtW"\n',
        'config = {"db_password": "Zk9vQ2mXr7Lp"}\n',
        'requests.post("https://models.acme.test/v1/chat", headers={"Authorization": f"Bearer {os.environ[\'API_TOKEN\']}"})\n',
        'df = pd.read_parquet("s3://acme-training-data/events.parquet")\n',
        'mlflow.set_tracking_uri("http://mlflow.ml:5000")\n',
        'client.transition_model_version_stage("churn", 3, stage="Production")\n',
        '!gcloud auth login\n',
      ],
      [
        { name: 'stdout', output_type: 'stream', text: ['OPENAI_API_KEY=sk-proj-Qm4Vt7Zx2Lc9', 'Wb5Kd8Rf3Hn6\n'] },
        { data: { 'image/png': 'iVBORw0KGgo=' }, metadata: {}, output_type: 'display_data' },
      ],
    ),
  ],
  metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** nbformat 3. */
const old = {
  worksheets: [
    {
      cells: [
        {
          cell_type: 'code',
          input: ['conn = create_engine("postgresql://app:Hx7Lp2Qw9Zt@db.acme.test/orders")'],
          language: 'python',
          outputs: [
            {
              output_type: 'pyerr',
              traceback: ['\u001b[0;31mKeyError\u001b[0m: ghp_Qm4Vt7Zx2Lc9Wb5Kd8Rf3Hn6Pj1Sg0Ty2Ua4'],
            },
          ],
        },
      ],
    },
  ],
  metadata: { name: 'old' },
  nbformat: 3,
  nbformat_minor: 0,
};

connectorContract(notebooks, {
  files: {
    'lab/train.ipynb': `${JSON.stringify(notebook, null, 1)}\n`,
    'lab/old.ipynb': JSON.stringify(old),
    'cron.d/nightly': '0 3 * * * ada cd lab && papermill train.ipynb /tmp/out.ipynb\n',
  },
  secrets: ['glpat-Zk9vQ2mXr7Lp', 'KxVqTbnPwYzL', 'Zk9vQ2mXr7Lp', 'Qm4Vt7Zx2Lc9', 'Hx7Lp2Qw9Zt'],
});
