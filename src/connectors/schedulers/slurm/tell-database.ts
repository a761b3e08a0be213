import { last4 } from '../../../bytes/digest.ts';
import { shippedDefault } from '../../../credentials/defaults.ts';
import { isPlaceholder } from '../../../credentials/placeholder.ts';
import { nodeId } from '../../../model/id.ts';
import { credentialKey, hostKey } from '../../../model/keys.ts';
import type { ScanContext } from '../../port.ts';
import { environmentOf } from '../environment.ts';
import { setting, type SlurmFile } from './conf.ts';

/** slurmdbd.conf: the daemon, the database of accounts behind it, and the password of that (slurmdbd.conf(5)). */
export function tellDatabase({ estate, digest }: ScanContext, conf: SlurmFile): void {
  const { realm, path } = conf.standing;
  const first = conf.rows[0]?.[0];
  if (!first) return;
  const environment = environmentOf(conf.standing, ...path);
  const daemon = nodeId('slurm', 'Slurmdbd', realm, ...path);
  estate.node({ id: daemon, kind: 'Workload', name: 'slurmdbd', realm, environment, evidence: [first.evidence] });
  const host = setting(conf, 'StorageHost')?.value ?? 'localhost';
  const name = setting(conf, 'StorageLoc')?.value ?? 'slurm_acct_db';
  const store = {
    id: nodeId('net', 'Database', host, name), kind: 'DataStore' as const, name, realm: host, environment, evidence: [first.evidence], implied: true as const,
    jewel: { tier: 5 as const, name: `accounts of Slurm in ${name}`, confidence: 'possible' as const, reason: 'who writes it makes itself an administrator of the cluster' },
  }; // prettier-ignore
  estate.refer({
    kind: 'DATA_ACCESS',
    node: daemon,
    side: 'from',
    key: hostKey(host) ?? `host:${host}`,
    confidence: 'configured',
    evidence: [first.evidence],
    otherwise: store,
  });
  const pass = setting(conf, 'StoragePass');
  if (!pass) return;
  const known = shippedDefault('StoragePass', pass.value);
  if (known === undefined && isPlaceholder(pass.value)) return;
  const value = digest.of(pass.value);
  const tail = last4(pass.value);
  const evidence = [pass.evidence];
  estate.fact({
    fact: 'credential', node: daemon, kind: 'password', key: 'StoragePass', where: 'file', digest: value, evidence, confidence: 'configured', span: pass.span,
    ...(known === undefined ? (tail === undefined ? {} : { last4: tail }) : { defaultOf: known }),
  }); // prettier-ignore
  const key = nodeId('slurm', 'ApiKey', realm, ...path, 'StoragePass');
  estate.node({ id: key, kind: 'ApiKey', name: 'StoragePass', realm, environment, evidence });
  estate.edge({ kind: 'HOLDS', from: daemon, to: key, confidence: 'configured', evidence });
  estate.refer({
    kind: 'OPENS',
    node: key,
    side: 'from',
    key: hostKey(host) ?? `host:${host}`,
    confidence: 'configured',
    evidence,
    otherwise: store,
  });
  estate.known(key, credentialKey(value));
}
