import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch, parsePatch } from 'diff';
import { afterEach, describe, expect, it } from 'vitest';
import { scan } from '../../src/inventory/scan.ts';
import type { Finding } from '../../src/model/finding.ts';

const FIXTURES = new URL('fixtures/', import.meta.url).pathname;

interface Case {
  readonly tree: string;
  readonly rule: string;
  readonly kind: 'patch' | 'command';
  /** What stands in the fix. */
  readonly says: RegExp;
  /** What must not be printed. */
  readonly hides?: string;
}

/** One case for each kind of fix. */
const CASES: readonly Case[] = [
  { tree: 'wildcard-verbs', rule: 'wildcard-right', kind: 'patch', says: /\+ {2}- 'create'/u },
  { tree: 'wildcard-resources', rule: 'wildcard-right', kind: 'patch', says: /\+.*rayclusters/u },
  { tree: 'wildcard-groups', rule: 'wildcard-right', kind: 'patch', says: /\+.*endpoints/u },
  { tree: 'secrets-cluster-wide', rule: 'cluster-wide-secrets', kind: 'patch', says: /\+kind: RoleBinding/u },
  { tree: 'cluster-admin', rule: 'cluster-admin-workload', kind: 'patch', says: /\+ {2}name: controller-narrowed/u },
  { tree: 'namespace-admin', rule: 'cluster-admin-workload', kind: 'patch', says: /\+ {2}name: edit/u },
  { tree: 'dangling-subject', rule: 'dangling-binding', kind: 'patch', says: /- {2}name: gone/u },
  { tree: 'dangling-binding', rule: 'dangling-binding', kind: 'patch', says: /-kind: ClusterRoleBinding/u },
  { tree: 'owner', rule: 'no-owner', kind: 'patch', says: /\+ {4}writ\.dev\/owner: "ml"/u },
  { tree: 'owner', rule: 'no-purpose', kind: 'patch', says: /\+ {4}writ\.dev\/purpose: /u },
  { tree: 'owner-annotated', rule: 'no-owner', kind: 'patch', says: /\+ {4}writ\.dev\/owner: "ml"/u },
  {
    tree: 'default-bound',
    rule: 'identity-shared-by-many',
    kind: 'patch',
    says: /\+ {6}serviceAccountName: controller-deployment/u,
  },
  { tree: 'shared-account', rule: 'training-and-serving', kind: 'patch', says: /\+kind: ServiceAccount/u },
  {
    tree: 'notebook-token',
    rule: 'notebook-reaches-production',
    kind: 'patch',
    says: /\+ {6}automountServiceAccountToken: false/u,
  },
  { tree: 'token-secret', rule: 'long-lived-token', kind: 'command', says: /^sed -i\.bak/u },
  {
    tree: 'default-credential',
    rule: 'default-credential',
    kind: 'command',
    says: /kind: ExternalSecret/u,
    hides: 'minio123',
  },
  { tree: 'plain-variable', rule: 'plain-secret', kind: 'command', says: /secretKeyRef/u, hides: 'Qm4Vt7Zx2Lc9' },
  { tree: 'trust-remote-code', rule: 'remote-code', kind: 'patch', says: /- {8}- --trust-remote-code/u },
  { tree: 'privileged-gpu', rule: 'privileged-gpu', kind: 'patch', says: /\+ {8}emptyDir: \{\}/u },
  { tree: 'open-egress', rule: 'open-egress', kind: 'patch', says: /\+kind: NetworkPolicy/u },
  { tree: 'metadata', rule: 'metadata-reachable', kind: 'patch', says: /\+kind: NetworkPolicy/u },
  { tree: 'compose-port', rule: 'endpoint-without-auth', kind: 'patch', says: /\+ {6}- "127\.0\.0\.1:8000:8000"/u },
  {
    tree: 'compose-variable',
    rule: 'plain-secret',
    kind: 'command',
    says: /QUEUE_PASSWORD=\$\{QUEUE_PASSWORD:\?unset\}/u,
    hides: 'Zk9vQ2mXr7Lp',
  },
  {
    tree: 'compose-variable',
    rule: 'personal-credential',
    kind: 'command',
    says: /GITHUB_TOKEN: "\$\{GITHUB_TOKEN:\?unset\}"/u,
    hides: 'ghp_Qm4Vt7',
  },
  { tree: 'no-authentication', rule: 'endpoint-without-auth', kind: 'patch', says: /\+kind: AuthorizationPolicy/u },
  { tree: 'slurm-none', rule: 'submit-as-production', kind: 'patch', says: /\+AuthType=auth\/munge/u },
  { tree: 'workflow-stranger', rule: 'pull-request-target-with-secrets', kind: 'patch', says: /\+ {2}pull_request:/u },
  {
    tree: 'workflow-comment',
    rule: 'pull-request-target-with-secrets',
    kind: 'patch',
    says: /\+ {4}if: .*author_association/u,
  },
  {
    tree: 'workflow-expression',
    rule: 'pull-request-target-with-secrets',
    kind: 'patch',
    says: /\+ {10}ISSUE_BODY: /u,
  },
  {
    tree: 'workflow-runner',
    rule: 'pull-request-target-with-secrets',
    kind: 'patch',
    says: /\+ {4}if: .*head\.repo\.full_name/u,
  },
  { tree: 'workflow-token', rule: 'workflow-token-wide', kind: 'patch', says: /\+permissions: \{ contents: read \}/u },
  { tree: 'mcp-key', rule: 'plain-secret', kind: 'command', says: /"\$\{TICKETS_API_KEY\}"/u, hides: 'Qm4Vt7Zx2Lc9' },
  { tree: 'mcp-unpinned', rule: 'tool-server-unpinned', kind: 'patch', says: /\+.*"@acme\/tickets-mcp@1\.4\.0"/u },
  { tree: 'mcp-plain-http', rule: 'remote-tool-server-without-oauth', kind: 'patch', says: /\+.*"https:\/\/crm/u },
  { tree: 'mcp-passthrough', rule: 'token-passthrough', kind: 'patch', says: /\+ {6}\{\}/u },
];

/** Applies a printed fix as a person would: `patch -p1`, or the command in a shell. Paths in it are absolute, as the tree was scanned. */
function apply(fix: Finding['fix']): void {
  if (fix.kind === 'command') {
    const ran = spawnSync('sh', ['-ec', fix.text], { encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    return;
  }
  for (const patch of parsePatch(fix.text)) {
    const file = patch.newFileName?.replace(/^b/u, '') ?? '';
    const result = applyPatch(existsSync(file) ? readFileSync(file, 'utf8') : '', patch);
    if (result === false) throw new Error(`the patch of ${file} does not apply:\n${fix.text}`);
    writeFileSync(file, result);
  }
}

describe('each kind of fix, applied to a copy and scanned again', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it.each(CASES)('$tree: $rule is gone and nothing new came', ({ tree, rule, kind, says, hides }) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'writ-fix-')));
    folders.push(folder);
    cpSync(join(FIXTURES, tree), folder, { recursive: true });

    const before = scan([folder]).findings;
    const finding = before.find((one) => one.rule === rule);
    if (!finding) throw new Error(`no ${rule} among ${before.map((one) => one.rule).join(', ')}`);
    expect(finding.fix.kind).toBe(kind);
    expect(finding.fix.text).toMatch(says);
    if (hides !== undefined) expect(JSON.stringify(before)).not.toContain(hides);

    apply(finding.fix);
    const result = scan([folder]);
    expect(result.estate.diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
    const after = result.findings;
    expect(after.map(({ id }) => id)).not.toContain(finding.id);
    const known = new Set(before.map(({ id }) => id));
    expect(after.filter(({ id }) => !known.has(id)).map(({ rule: name, title }) => `${name}: ${title}`)).toEqual([]);
  });
});
