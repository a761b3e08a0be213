import type { EstateBuilder } from '../../../model/builder.ts';
import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { clusterKey } from '../../../model/keys.ts';
import { field, setting, type Row, type SlurmFile } from './conf.ts';
import { environmentOf } from '../environment.ts';

/** slurm.conf: the cluster, its partitions, who may submit to them, and whose word is believed (slurm.conf(5)). */
export function tellCluster(estate: EstateBuilder, main: SlurmFile, parts: readonly SlurmFile[]): void {
  const { realm } = main.standing;
  const name = setting(main, 'ClusterName');
  if (!name) return;
  const cluster = nodeId('slurm', 'Cluster', realm, name.value);
  const environment = environmentOf(main.standing, name.value);
  const base = { realm, environment };
  estate.node({
    ...base, id: cluster, kind: 'Cluster', name: name.value, evidence: [name.evidence],
    jewel: { tier: 13, name: `administration of the Slurm cluster ${name.value}`, confidence: 'possible', reason: 'who administers it runs code as every user on every node' },
  }); // prettier-ignore
  estate.known(cluster, clusterKey(name.value));
  const type = setting(main, 'AuthType');
  // Without the line it is auth/munge.
  const open = type !== undefined && /none$/iu.test(type.value);
  const whom = open ? 'any user' : 'submitting user';
  const job = nodeId('slurm', 'User', realm, name.value, `{${whom}}`);
  const auth = [type?.evidence ?? name.evidence];
  estate.node({
    ...base,
    id: job,
    kind: 'Human',
    name: `${whom} of ${name.value}`,
    evidence: auth,
    implied: true,
  });
  if (open) estate.edge({ kind: 'CONTROLS', from: job, to: cluster, confidence: 'configured', evidence: auth });
  const everybody = nodeId('slurm', 'Group', realm, name.value, '{everybody on the login nodes}');
  estate.node({
    ...base,
    id: everybody,
    kind: 'Group',
    name: `everybody on the login nodes of ${name.value}`,
    evidence: [name.evidence],
    implied: true,
  });
  const enforced = /associations|limits|safe|qos|all/iu.test(setting(main, 'AccountingStorageEnforce')?.value ?? '');
  const rows = [main, ...parts].flatMap((file) => file.rows);
  for (const row of rows) {
    const partition = field(row, 'PartitionName');
    if (row[0]?.key === 'partitionname' && partition && partition.value.toUpperCase() !== 'DEFAULT') {
      const queue = nodeId('slurm', 'Partition', realm, name.value, partition.value);
      const evidence = [partition.evidence];
      const own = environmentOf(main.standing, partition.value, name.value);
      estate.node({ id: queue, kind: 'Queue', name: partition.value, realm, environment: own, evidence });
      estate.edge({ kind: 'SCHED_SUBMIT', from: queue, to: job, confidence: 'configured', evidence });
      for (const from of admitted(estate, row, { realm, cluster: name.value, everybody, enforced }))
        estate.edge({ kind: 'SCHED_SUBMIT', from: from.id, to: queue, ...from.known, evidence: from.evidence });
      estate.fact({
        fact: 'submit', node: queue, product: 'Slurm', runsAs: job, authentication: open ? 'none' : 'required', workload: queue,
        evidence: [...auth, partition.evidence], confidence: 'configured',
        ...(open ? { secure: { at: type.span, text: 'auth/munge', why: 'Let munge vouch for who submits: every node holds the same key, and none believes a name that is only said.' } } : {}),
      }); // prettier-ignore
    }
    const node = field(row, 'NodeName');
    const gres = field(row, 'Gres');
    if (row[0]?.key === 'nodename' && node && gres && /\bgpu\b/iu.test(gres.value)) {
      const pool = nodeId('slurm', 'Gres', realm, name.value, node.value);
      const evidence = [node.evidence];
      estate.node({ ...base, id: pool, kind: 'GpuPool', name: `${gres.value} on ${node.value}`, evidence });
      for (const other of rows)
        if (field(other, 'PartitionName') && drawsOn(field(other, 'Nodes')?.value, node.value))
          estate.edge({
            kind: 'QUOTA_OF', from: nodeId('slurm', 'Partition', realm, name.value, field(other, 'PartitionName')?.value ?? ''), to: pool,
            confidence: 'configured', evidence: [field(other, 'PartitionName')?.evidence ?? node.evidence],
          }); // prettier-ignore
    }
  }
}

const drawsOn = (nodes: string | undefined, name: string): boolean =>
  nodes !== undefined && (nodes.toUpperCase() === 'ALL' || nodes === name || `,${nodes},`.includes(`,${name},`));

interface Admitted {
  readonly id: NodeId;
  readonly known:
    { readonly confidence: 'configured' } | { readonly confidence: 'possible'; readonly precondition: string };
  readonly evidence: readonly Evidence[];
}

interface Where {
  readonly realm: string;
  readonly cluster: string;
  readonly everybody: NodeId;
  readonly enforced: boolean;
}

/** Accounts and groups that the partition names; everybody where it names none, or where nobody checks which account a user may use. */
function admitted(
  estate: EstateBuilder,
  row: Row,
  { realm, cluster, everybody, enforced }: Where,
): readonly Admitted[] {
  const accounts = field(row, 'AllowAccounts');
  const groups = field(row, 'AllowGroups');
  const listed = (one: typeof accounts): readonly string[] =>
    one === undefined || /^all$/iu.test(one.value) ? [] : one.value.split(',');
  const found: Admitted[] = [];
  const add = (word: 'Account' | 'UnixGroup', name: string, evidence: Evidence): void => {
    const id = nodeId('slurm', word, realm, cluster, name);
    estate.node({ id, kind: 'Group', name, realm, environment: 'unknown', evidence: [evidence], implied: true });
    const both = listed(accounts).length > 0 && listed(groups).length > 0;
    found.push({
      id,
      evidence: [evidence],
      known: both
        ? { confidence: 'possible', precondition: 'the user is in an allowed account and in an allowed group' }
        : { confidence: 'configured' },
    });
  };
  if (accounts && enforced) for (const name of listed(accounts)) add('Account', name, accounts.evidence);
  if (groups) for (const name of listed(groups)) add('UnixGroup', name, groups.evidence);
  const [first] = row;
  if (found.length > 0 || !first) return found;
  return [{ id: everybody, known: { confidence: 'configured' }, evidence: [accounts?.evidence ?? first.evidence] }];
}
