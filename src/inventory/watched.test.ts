import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scan } from './scan.ts';
import { Watched } from './watched.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'writ-watch-'));
  folders.push(made);
  return made;
}

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: n}\n';
const ADMIN = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: a, namespace: n}]
`;

const LOGGER = `apiVersion: v1
kind: Pod
metadata: {name: logger, namespace: n}
spec:
  serviceAccountName: a
  volumes: [{name: log, hostPath: {path: /var/log}}]
  containers:
    - {name: reads, image: x, securityContext: {runAsUser: 0}, volumeMounts: [{name: log, mountPath: /log}]}
    - {name: other, image: y}
`;
const readsLogs = (resource: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: logs}
rules: [{apiGroups: [""], resources: ["${resource}"], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: logs}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: logs}
subjects: [{kind: ServiceAccount, name: a, namespace: n}]
`;

describe('what is watched', () => {
  it('is not read again while nothing changed, and after a change equals a fresh scan', () => {
    const path = folder();
    writeFileSync(join(path, 'a.yaml'), ACCOUNT);
    writeFileSync(join(path, 'kustomization.yaml'), 'resources: [a.yaml]\n');
    const watched = new Watched([path], { today: '2026-01-01' });
    expect(watched.next()?.before).toBeUndefined();
    expect(watched.next()).toBeUndefined();
    writeFileSync(join(path, 'b.yaml'), ADMIN);
    const changed = watched.next()?.now;
    const fresh = scan([path], { today: '2026-01-01' });
    expect(changed?.estate.nodes).toEqual(fresh.estate.nodes);
    expect(changed?.estate.edges).toEqual(fresh.estate.edges);
    expect(changed?.estate.diagnostics).toEqual(fresh.estate.diagnostics);
    expect(changed?.findings.map(({ id }) => id)).toEqual(fresh.findings.map(({ id }) => id));
    rmSync(join(path, 'b.yaml'));
    expect(watched.next()?.now.estate.edges.some(({ kind }) => kind === 'CLUSTER_ADMIN')).toBe(false);
  });

  it('forgets a way out of a container when the right that it needs is gone', () => {
    const path = folder();
    writeFileSync(join(path, 'pod.yaml'), LOGGER);
    writeFileSync(join(path, 'rights.yaml'), readsLogs('pods/log'));
    const watched = new Watched([path], { today: '2026-01-01' });
    const escapes = (result = watched.next()?.now): string[] =>
      result?.estate.edges.flatMap(({ kind, from, precondition }) =>
        kind === 'CONTAINER_ESCAPE' || kind === 'PART_OF' ? [`${kind} ${from} ${precondition ?? ''}`] : [],
      ) ?? [];
    const before = escapes();
    for (const resource of ['pods', 'pods/log']) {
      writeFileSync(join(path, 'rights.yaml'), `${readsLogs(resource)}# ${resource}\n`);
      const now = escapes();
      expect(now).toEqual(escapes(scan([path], { today: '2026-01-01' })));
      if (resource === 'pods') expect(now).not.toEqual(before);
      else expect(now).toEqual(before);
    }
  });

  it('sees what comes into a file of which a kustomization makes a Secret, and what goes', () => {
    const path = folder();
    writeFileSync(
      join(path, 'kustomization.yaml'),
      'resources: [a.yaml]\nnamespace: n\nsecretGenerator: [{name: keys, envs: [keys.env]}]\n',
    );
    writeFileSync(join(path, 'a.yaml'), ACCOUNT);
    writeFileSync(join(path, 'keys.env'), 'MODE=fast\n');
    const watched = new Watched([path]);
    const secrets = (): readonly string[] =>
      watched.next()?.now.findings.flatMap(({ rule, identity }) => (rule === 'plain-secret' ? [identity] : [])) ?? [];
    expect(secrets()).toEqual([]);
    writeFileSync(join(path, 'keys.env'), `MODE=fast\nDB_PASSWORD=${['kT9', 'wq2', 'Lm4', 'xZ7'].join('')}\n`);
    expect(secrets()).toEqual(['k8s:Secret:default/n/keys']);
    writeFileSync(join(path, 'keys.env'), 'MODE=faster\n');
    expect(secrets()).toEqual([]);
  });

  it('tells again what cannot be read, with each scan', () => {
    const path = folder();
    writeFileSync(join(path, 'bad.yaml'), Buffer.from([0xff, 0xc3, 0x28]));
    writeFileSync(join(path, 'a.yaml'), ACCOUNT);
    const watched = new Watched([path]);
    const codes = (): string[] | undefined => watched.next()?.now.estate.diagnostics.map(({ code }) => code);
    expect(codes()).toContain('bad-encoding');
    appendFileSync(join(path, 'a.yaml'), '# more\n');
    expect(codes()).toContain('bad-encoding');
  });
});
