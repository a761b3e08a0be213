import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { scan } from '../src/inventory/scan.ts';
import { htmlReport } from '../src/report/html/report.ts';
import type { Scanned } from '../src/report/scanned.ts';
import { chromiumPath } from '../test/browser/chromium.ts';
import type { Figure } from './figure.ts';

export const FINDINGS = 5000;
/** Teams of the generated estate; each brings some ten findings of several rules. */
const TEAMS = 400;
const MIB = 1 << 20;

/** `scan.html5000.mib`: the HTML report of 5,000 findings; beside it, where a browser is there, the seconds until it can be read. */
export async function htmlFigures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-html-'));
  try {
    const file = join(folder, 'report.html');
    const bytes = writeReport(fiveThousand(folder), file);
    const size: Figure = { name: 'scan.html5000.mib', value: bytes / MIB, unit: 'MiB', bound: { atMost: 6 } };
    const seconds = await secondsToOpen(file);
    return seconds === undefined
      ? [size]
      : [size, { name: 'scan.html5000.open.seconds', value: seconds, unit: 's', bound: { atMost: 2 } }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A real scan of generated manifests, cut to exactly 5,000 findings. */
export function fiveThousand(folder: string): Scanned {
  const tree = join(folder, 'estate');
  mkdirSync(tree, { recursive: true });
  for (let team = 0; team < TEAMS; team += 1) writeFileSync(join(tree, `team-${team}.yaml`), manifests(team));
  const scanned = scan([tree], { today: '2026-01-01' });
  if (scanned.findings.length < FINDINGS) throw new Error(`the estate shows only ${scanned.findings.length} findings`);
  return { ...scanned, findings: scanned.findings.slice(0, FINDINGS) };
}

export function writeReport(scanned: Scanned, file: string): number {
  const pieces = [...htmlReport(scanned, { version: '0', today: '2026-01-01' })];
  writeFileSync(file, pieces.join(''));
  return pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
}

/** From the navigation to a page that is drawn and answers: the load event and one frame after it. */
async function secondsToOpen(file: string): Promise<number | undefined> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage();
    await page.goto('about:blank');
    const started = performance.now();
    await page.goto(pathToFileURL(file).href);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    return (performance.now() - started) / 1000;
  } finally {
    await browser.close();
  }
}

/** One team: a model server, a notebook and a training job, with the weaknesses that such estates have. */
function manifests(team: number): string {
  const namespace = `team-${team}`;
  const environment = ['prod', 'staging', 'dev'][team % 3] ?? 'dev';
  const token = `hf_${'abcdefghijklmnopqrstuvwxyzABCDEFGH'.slice(team % 7)}${String(team).padStart(8, '0')}`;
  return `apiVersion: v1
kind: Namespace
metadata: { name: ${namespace}, labels: { environment: ${environment} } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: runner-${team}, namespace: ${namespace} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: everything-${team}, namespace: ${namespace} }
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
  - apiGroups: [""]
    resources: [secrets, pods]
    verbs: [get, list, create]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: runner-${team}, namespace: ${namespace} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: everything-${team} }
subjects:
  - { kind: ServiceAccount, name: runner-${team}, namespace: ${namespace} }
  - { kind: ServiceAccount, name: gone-${team}, namespace: ${namespace} }
---
apiVersion: v1
kind: Secret
metadata: { name: registry-${team}, namespace: ${namespace} }
stringData: { password: "correct-horse-battery-${team * 7919}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: answers-${team}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: answers-${team} } }
  template:
    metadata: { labels: { app: answers-${team} } }
    spec:
      serviceAccountName: runner-${team}
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.6.${team % 10}
          args: ["--model", "team-${team}/answers", "--trust-remote-code"]
          env:
            - { name: HF_TOKEN, value: "${token}" }
          securityContext: { privileged: true }
          resources: { limits: { nvidia.com/gpu: "1" } }
---
apiVersion: v1
kind: Service
metadata: { name: answers-${team}, namespace: ${namespace} }
spec: { selector: { app: answers-${team} }, ports: [{ port: 8000 }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: train-${team}, namespace: ${namespace} }
spec:
  template:
    spec:
      serviceAccountName: runner-${team}
      containers:
        - { name: train, image: "pytorch/pytorch:2.${team % 5}", command: [torchrun, train.py] }
`;
}
