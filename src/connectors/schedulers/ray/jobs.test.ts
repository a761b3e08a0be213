import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../../../model/builder.ts';
import { readTexts, type Told } from '../../testing/read-texts.ts';
import { schedulers } from '../connector.ts';

/** Constructed after docs.ray.io, "Ray Jobs REST API" and `JobDetails`. */
const job = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  type: 'SUBMISSION',
  job_id: '02000000',
  submission_id: 'raysubmit_4LamXRuQpYdSMg7J',
  status: 'RUNNING',
  entrypoint: 'python train.py',
  message: 'Job is currently running.',
  error_type: null,
  start_time: 1647388711,
  end_time: null,
  metadata: {},
  runtime_env: {},
  driver_info: null,
  driver_agent_http_address: 'http://10.0.4.7:52365',
  driver_node_id: 'ab12',
  driver_exit_code: null,
  ...more,
});

const read = (root: unknown, path = 'answers/jobs.json'): Told =>
  readTexts(schedulers, { [path]: typeof root === 'string' ? root : JSON.stringify(root) });
const told = (root: unknown): string[] => read(root).estate.edges.map(({ kind, from, to }) => `${kind} ${from} ${to}`);
const JOB = 'ray:Job:default/answers/jobs.json/raysubmit_4LamXRuQpYdSMg7J';

describe('what the job API of Ray answers', () => {
  it('is known as a list, as one job, by ids as before Ray 2, and as the state API prints it', () => {
    const yaml =
      '- type: DRIVER\n  job_id: "01000000"\n  status: SUCCEEDED\n  entrypoint: python a.py\n  driver_info: null\n';
    const forms = [[job()], job(), { raysubmit_4LamXRuQpYdSMg7J: job() }, { data: { result: { result: [job()] } } }];
    for (const form of forms) expect(read(form).estate.nodes.map(({ id }) => id)).toContain(JOB);
    expect(read(yaml, 'jobs.yaml').estate.nodes.map(({ name }) => name)).toContain('job 01000000');
  });

  it('is not what only looks alike', () => {
    const compose = 'services:\n  a:\n    image: x\n    entrypoint: run\n    environment: { submission_id: "1" }\n';
    for (const [path, text] of [
      ['a.json', JSON.stringify([{ entrypoint: 'x', status: 'RUNNING', submission_id: 7, kind: 'build' }])],
      ['b.json', JSON.stringify([{ entrypoint: 'x', status: 'ready', submission_id: 'a', type: 'SUBMISSION' }])],
      ['compose.yaml', compose],
    ] as const)
      expect([...read(text, path).claimed]).toEqual([]);
  });

  it('holds what stands in its variables, its command and its addresses, and prints none of it', () => {
    const values = ['sk-proj-Wd4Kp8Tz1Qs6Yb3Nf7Hj2Lm9', 'Zq8Rt5Vn2Kx7Lm4P', 'Yt6Wn3Bv9Qc1'];
    const { estate } = read([
      job({
        entrypoint: `python train.py --api-key ${values[1] ?? ''} --epochs 3`,
        runtime_env: {
          env_vars: { OPENAI_API_KEY: values[0], HF_TOKEN: '${HF_TOKEN}' },
          pip: {
            packages: [`--extra-index-url https://ci:${values[2] ?? ''}@pypi.acme.test/simple`],
            pip_check: false,
          },
        },
      }),
    ]);
    const facts = estate.facts.flatMap((one) =>
      one.fact === 'credential' ? [`${one.kind} ${one.key} ${one.where}`] : [],
    );
    expect(facts).toEqual(['openai-key OPENAI_API_KEY env', 'api-key api-key args', 'basic-auth runtime_env url']);
    for (const value of values) expect(JSON.stringify(estate)).not.toContain(value);
    const held = estate.edges.filter(({ kind }) => kind === 'HOLDS').map(({ to }) => to.split('/').at(-1));
    expect(held.sort()).toEqual(['HF_TOKEN', 'OPENAI_API_KEY', 'api-key', 'runtime_env']);
  });

  it('names who submitted as a possibility, and the endpoints that it calls', () => {
    const edges = told([
      job({
        metadata: { submitted_by: 'ada@acme.test', note: 'x' },
        runtime_env: {
          env_vars: {
            MLFLOW_TRACKING_URI: 'http://mlflow.acme.test:5000',
            OPENAI_BASE_URL: 'https://api.openai.com/v1',
          },
        },
      }),
    ]);
    expect(edges).toContain(`SCHED_SUBMIT ray:User:default/ada%40acme.test ${JOB}`.replace('%40', '@'));
    expect(edges).toContain(`CALLS ${JOB} vendor:Vendor:openai`);
  });

  it('tells packages, images and code without a fixed version', () => {
    const loose = (runtime_env: unknown): string[] =>
      read([job({ runtime_env })])
        .estate.edges.filter(({ kind }) => kind === 'UNPINNED_FETCH')
        .map(({ to }) => to)
        .sort();
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(loose({ pip: ['requests', 'torch==2.4.1', 'ray[train]>=2', 'numpy==1.*', '-r extra.txt'] })).toEqual([
      'pypi:Package:pypi.org/numpy', 'pypi:Package:pypi.org/ray', 'pypi:Package:pypi.org/requests',
    ]); // prettier-ignore
    expect(loose({ uv: { packages: ['httpx', 'polars == 1.2.0 ; python_version > "3.9"'] } })).toEqual(['pypi:Package:pypi.org/httpx']); // prettier-ignore
    expect(loose({ conda: { dependencies: ['python=3.10', 'pip', { pip: ['emoji'] }] } })).toEqual(['pypi:Package:pypi.org/emoji']); // prettier-ignore
    expect(loose({ image_uri: 'ghcr.io/acme/train' })).toEqual(['oci:Package:ghcr.io/acme%2Ftrain']);
    expect(loose({ image_uri: 'rayproject/ray:2.52.0' })).toEqual([]);
    expect(loose({ container: { image: `ghcr.io/acme/train@${digest}` } })).toEqual([]);
    expect(loose({ working_dir: `https://github.com/acme/code/archive/${'b'.repeat(40)}.zip` })).toEqual([]);
  });

  it('is one job however often the same thing ran', () => {
    const again = [1, 2, 3].map((count) =>
      job({ submission_id: `raysubmit_000000000000000${String(count)}`, start_time: count, status: 'SUCCEEDED' }),
    );
    const jobs = read([...again].reverse()).estate.nodes.filter(({ id }) => id.startsWith('ray:Job:'));
    expect(jobs.map(({ name, evidence }) => [name, evidence.length])).toEqual([['job raysubmit_0000000000000001', 3]]);
  });

  it('says what of an answer is no job', () => {
    expect(read([job(), { a: 1 }]).estate.diagnostics.map(({ code }) => code)).toEqual(['malformed']);
  });

  it('survives keys of the language and depth', () => {
    const deep = '['.repeat(200) + ']'.repeat(200);
    const hostile = `[${JSON.stringify(job())}, {"__proto__": {"entrypoint": "x"}, "runtime_env": ${deep}}]`;
    expect(() => read(hostile)).not.toThrow();
    expect(new EstateBuilder().build().nodes).toEqual([]);
  });
});
