import { schedulers } from '../../src/connectors/schedulers/connector.ts';
import { connectorContract } from './connector.ts';

/** Constructed after SchedMD's documentation (slurm.conf(5), slurmdbd.conf(5), sacctmgr(1)) and docs.ray.io. */
connectorContract(schedulers, {
  files: {
    'hpc/slurm.conf': [
      'ClusterName=alps', 'SlurmctldHost=ctl1', 'SlurmUser=slurm', 'AuthType=auth/none', 'AccountingStorageType=accounting_storage/slurmdbd',
      'AccountingStorageEnforce=associations', 'NodeName=gpu[01-04] Gres=gpu:a100:8 State=UNKNOWN', 'include partitions.conf',
    ].join('\n'),
    'hpc/partitions.conf': 'PartitionName=prod Nodes=gpu[01-04] AllowAccounts=research Default=YES \\\n  State=UP\nPartitionName=debug Nodes=ALL State=UP\n',
    'hpc/slurmdbd.conf': 'DbdHost=ctl1\nStorageType=accounting_storage/mysql\nStorageHost=db.acme.test\nStoragePass=Hx7Lp2Qw9Zt\nStorageUser=slurm\n',
    'hpc/assoc.txt': 'Cluster|Account|User|Partition|Share|QOS|Def QOS\nalps|research||||1|normal|\nalps|research|ada||1|normal|\nalps|research|bob|prod|1|normal|\n',
    'hpc/users.txt': 'User|Def Acct|Admin\nada|research|Administrator\nbob|research|None\n',
    'ray/cluster.yaml':
      'cluster_name: trial\nprovider:\n  type: aws\nauth:\n  ssh_user: ubuntu\nhead_start_ray_commands:\n  - ray stop\n  - ray start --head --dashboard-host=0.0.0.0 --port=6379\n',
    'ray/jobs.json': JSON.stringify([
      {
        type: 'SUBMISSION', job_id: '02000000', submission_id: 'raysubmit_4LamXRuQpYdSMg7J', status: 'RUNNING', message: 'Job is currently running.',
        entrypoint: 'python train.py --api-key Zq8Rt5Vn2Kx7Lm4P', start_time: 1647388711, metadata: { user: 'ada@acme.test', env: 'prod' },
        driver_info: { id: '02000000', node_ip_address: '10.0.4.7', pid: '4711' }, driver_agent_http_address: 'http://10.0.4.7:52365',
        runtime_env: { env_vars: { OPENAI_API_KEY: 'sk-proj-Wd4Kp8Tz1Qs6Yb3Nf7Hj2Lm9', MODEL_URL: 'http://models.acme.test/v1' }, pip: ['requests', 'torch==2.4.1'] },
      },
      { type: 'NEITHER', entrypoint: 1 },
    ], null, 2),
    'ray/submit.sh': '#!/bin/sh\nray job submit --address http://ray.acme.test:8265 -- python train.py\n',
  },
  secrets: ['Hx7Lp2Qw9Zt', 'Zq8Rt5Vn2Kx7Lm4P', 'sk-proj-Wd4Kp8Tz1Qs6Yb3Nf7Hj2Lm9'],
}); // prettier-ignore
