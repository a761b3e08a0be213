/** The environment of the database's processes: nothing of ours, which may hold secrets. */
export const ENVIRONMENT: Readonly<Record<string, string>> = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Small in memory, whole in durability. No TCP: the socket is the only door. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  // The cluster's own folder, which nobody else may enter.
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '40',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  // Nobody replicates from the embedded one.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // No more processes than needed.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  jit: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '',
};

export function flagsOf(cluster: string): readonly string[] {
  return ['-D', cluster, ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
