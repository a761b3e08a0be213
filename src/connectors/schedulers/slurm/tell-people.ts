import type { EstateBuilder } from '../../../model/builder.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import { column, type Record } from './sacctmgr.ts';

/** What `sacctmgr` knows of people: their accounts, and who administers. `only` is the one cluster of the files, where rows name none. */
export function tellPeople(estate: EstateBuilder, records: readonly Record[], only: string | undefined): void {
  for (const record of records) {
    const { evidence: place, standing } = record;
    const { realm } = standing;
    const evidence = [place];
    const cluster = column(record, 'cluster') ?? only ?? '{cluster}';
    const user = column(record, 'user');
    const account = column(record, 'account') ?? column(record, 'def acct', 'defaultaccount', 'default account');
    const group = (name: string): NodeId =>
      estate.node({
        id: nodeId('slurm', 'Account', realm, cluster, name),
        kind: 'Group',
        name,
        realm,
        environment: 'unknown',
        evidence,
      });
    const parent = column(record, 'par name', 'parentname');
    if (account !== undefined && user === undefined) {
      const child = group(account);
      if (parent !== undefined && parent !== 'root')
        estate.edge({ kind: 'MEMBER_OF', from: child, to: group(parent), confidence: 'configured', evidence });
    }
    if (user === undefined) continue;
    const person = nodeId('slurm', 'User', realm, user);
    estate.node({ id: person, kind: 'Human', name: user, realm, environment: 'unknown', evidence });
    if (account !== undefined)
      estate.edge({ kind: 'MEMBER_OF', from: person, to: group(account), confidence: 'configured', evidence });
    const partition = column(record, 'partition');
    if (partition !== undefined) {
      const queue = nodeId('slurm', 'Partition', realm, cluster, partition);
      estate.node({
        id: queue,
        kind: 'Queue',
        name: partition,
        realm,
        environment: 'unknown',
        evidence,
        implied: true,
      });
      estate.edge({ kind: 'SCHED_SUBMIT', from: person, to: queue, confidence: 'configured', evidence });
    }
    const level = column(record, 'admin', 'adminlevel') ?? '';
    if (!/^(?:administrator|admin|operator)$/iu.test(level)) continue;
    const all = nodeId('slurm', 'Cluster', realm, cluster);
    estate.node({ id: all, kind: 'Cluster', name: cluster, realm, environment: 'unknown', evidence, implied: true });
    const known = /^operator$/iu.test(level)
      ? {
          confidence: 'possible' as const,
          precondition: 'an operator gives itself an association or changes those of others',
        }
      : { confidence: 'configured' as const };
    estate.edge({ kind: 'CONTROLS', from: person, to: all, ...known, evidence });
  }
}
