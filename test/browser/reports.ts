import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scan, type ScanResult } from '../../src/inventory/scan.ts';
import type { Scanned } from '../../src/report/scanned.ts';
import { htmlReport } from '../../src/report/html/report.ts';

/** Names that somebody hopes a page will take for mark-up, for script, or for the end of either. */
export const EVIL = [
  '</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(2)>',
  "'-alert(3)-'",
  '${alert(4)}',
  '<!--<script>alert(5)',
  'a\\u2028b\\u202egnp.exe',
  'javascript:alert(6)',
];

/** Writes the report to a file of its own and gives its address. */
export function reportFile(scanned: Scanned): { readonly url: string; readonly bytes: number } {
  const text = [...htmlReport(scanned, { version: 'test', today: '2026-01-02' })].join('');
  const file = join(mkdtempSync(join(tmpdir(), 'writ-report-')), 'report.html');
  writeFileSync(file, text);
  return { url: pathToFileURL(file).href, bytes: Buffer.byteLength(text) };
}

export const exampleEstate = (): ScanResult => scan(['examples/estate'], { today: '2026-01-02' });

/** Every kind of name in it is one of the evil ones. */
export function hostileEstate(): ScanResult {
  const folder = join(mkdtempSync(join(tmpdir(), 'writ-evil-')), "<img src=y onerror='alert(0)'>");
  mkdirSync(folder);
  EVIL.forEach((name, at) => {
    writeFileSync(join(folder, `${at}<b>.yaml`), manifests(JSON.parse(`"${name.replaceAll('"', '\\"')}"`) as string));
  });
  return scan([folder], { today: '2026-01-02' });
}

function manifests(name: string): string {
  const said = JSON.stringify(name);
  const documents = [
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${said}, namespace: ${said}, annotations: { writ.dev/owner: ${said} } }`,
    `apiVersion: v1\nkind: Secret\nmetadata: { name: ${said}, namespace: ${said} }\nstringData: { ${said}: correct-horse-battery, password: correct-horse }`,
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: ${said} }\nroleRef: { kind: ClusterRole, name: cluster-admin, apiGroup: rbac.authorization.k8s.io }\nsubjects: [{ kind: ServiceAccount, name: ${said}, namespace: ${said} }]`,
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${said}, namespace: ${said} }\nspec:\n  template:\n    metadata: { labels: { app: ${said} } }\n    spec:\n      serviceAccountName: ${said}\n      containers:\n        - { name: ${said}, image: vllm/vllm-openai, args: [--model, ${said}, --trust-remote-code] }`,
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${said}, namespace: ${said} }\nspec: { selector: { app: ${said} }, ports: [{ port: 8000 }] }`,
    `apiVersion: v1\nkind: Pod\nmetadata: { name: broken`,
  ];
  return documents.join('\n---\n');
}

/** The example's findings again and again, until there are as many. */
export function withFindings(scanned: ScanResult, number: number): ScanResult {
  const findings = Array.from({ length: number }, (_, at) => {
    const one = scanned.findings[at % scanned.findings.length];
    if (!one) throw new Error('the estate has no finding');
    return { ...one, id: `f:${String(at).padStart(16, '0')}`, title: `${one.title}, copy ${at}` };
  });
  return { ...scanned, findings };
}
