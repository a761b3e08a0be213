import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import { accountDetails } from './iam-organisation/generate.ts';
import { organisation } from './iam-organisation/units.ts';
import { SCAN_HEAP } from './scan-process.ts';
import type { OrganisationPlan } from './iam-organisation/written.ts';

const PLAN: OrganisationPlan = { accounts: 100, roles: 500, seed: 5 };
const CHILD = fileURLToPath(new URL('./iam-organisation/child.js', import.meta.url));

/** An organisation from authorization details on disk to what each identity is exposed to, in a process of its own. */
export function* organisationFigures(plan = PLAN): Generator<Figure, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'writ-organisation-'));
  try {
    for (let i = 0; i < plan.accounts; i++)
      writeFileSync(join(folder, `account-${i}.json`), JSON.stringify(accountDetails(plan, i), null, 1));
    writeFileSync(join(folder, 'organisation.json'), JSON.stringify(organisation(plan)));
    const done = spawnSync(process.execPath, [...SCAN_HEAP, CHILD, folder], { encoding: 'utf8', maxBuffer: 1 << 20 });
    if (done.status !== 0) throw new Error(`the measured scan failed: ${done.stderr}`);
    const run = JSON.parse(done.stdout) as { readonly seconds: number; readonly mib: number; readonly edges: number };
    yield { name: 'iam.organisation.seconds', value: run.seconds, unit: 's', bound: { atMost: 60 } };
    yield { name: 'iam.organisation.rss_mib', value: run.mib, unit: 'MiB', bound: { atMost: 2048 } };
    yield { name: 'iam.organisation.edges', value: run.edges, unit: 'edges' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
