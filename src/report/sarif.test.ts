import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { applyPatch, parsePatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { scan } from '../inventory/scan.ts';
import { changesOf } from './sarif/diff-fix.ts';
import { sarifReport } from './sarif.ts';
import type { Scanned } from './scanned.ts';
import { many } from './testing/many.ts';
import { story } from './testing/story.ts';

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly results: readonly Record<string, unknown>[];
    readonly invocations: readonly Record<string, unknown>[];
  }[];
}

/** Written in draft-04, of which nothing but these two keywords reads otherwise in draft-07. */
const published = JSON.parse(readFileSync('schemas/vendor/sarif/sarif-schema-2.1.0.json', 'utf8')) as Record<string, unknown>; // prettier-ignore
const schema = Object.fromEntries(Object.entries(published).filter(([key]) => key !== 'id' && key !== '$schema'));
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const valid = ajv.compile(schema);

const textOf = (scanned: Scanned): string => [...sarifReport(scanned, '1.2.3')].join('');
const logOf = (scanned: Scanned): Log => JSON.parse(textOf(scanned)) as Log;
const errors = (scanned: Scanned): unknown => (valid(logOf(scanned)) ? [] : valid.errors?.slice(0, 5));

describe('the SARIF report', () => {
  it('is valid under the public schema: of nothing, of hostile names, of a real scan', () => {
    expect(errors({ ...story(), findings: [] })).toEqual([]);
    expect(errors(story())).toEqual([]);
    expect(errors(scan(['examples/estate']))).toEqual([]);
  });

  it('is refused by that schema when a level is wrong', () => {
    const log = JSON.parse(textOf(story()).replace('"level":"error"', '"level":"fatal"')) as unknown;
    expect(valid(log)).toBe(false);
  });

  it('gives each finding its rule, place, fingerprint, path and fix', () => {
    const [run] = logOf(story()).runs;
    const [first, second] = run?.results ?? [];
    expect(first).toMatchObject({
      ruleId: 'cluster-admin-workload',
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'prod/rbac.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 9 } } },
      ],
      partialFingerprints: { 'writFinding/v1': 'f:0123456789abcdef' },
      codeFlows: [{ threadFlows: [{ locations: [{ importance: 'essential' }, { importance: 'essential' }] }] }],
      fixes: [
        {
          artifactChanges: [
            {
              artifactLocation: { uri: 'prod/rbac.yaml' },
              replacements: [
                {
                  deletedRegion: { startLine: 9, startColumn: 1, endLine: 10, endColumn: 1 },
                  insertedContent: { text: '  name: trainer\n' },
                },
              ],
            },
          ],
        },
      ],
    }); // prettier-ignore
    expect(second).not.toHaveProperty('fixes');
    expect(run?.tool.driver.rules[Number(first?.['ruleIndex'])]).toMatchObject({
      id: 'cluster-admin-workload',
      name: 'ClusterAdminWorkload',
      properties: { 'security-severity': '9.5' },
    });
    expect(run?.invocations[0]).toMatchObject({ executionSuccessful: false });
  });

  it('says what people took on, and what is new', () => {
    const told = story();
    const accepted = { reason: 'until the move', owner: 'ada', expires: '2099-01-01', evidence: [{ file: 'writ.estate.yaml', line: 3 }] };
    const findings = told.findings.map((one) => ({ ...one, accepted }));
    const scanned = { ...told, findings, compared: { new: 0, known: 2, gone: [] } };
    expect(errors(scanned)).toEqual([]);
    expect(logOf(scanned).runs[0]?.results[0]).toMatchObject({
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'until the move (ada, until 2099-01-01)' }],
      baselineState: 'unchanged',
    });
  }); // prettier-ignore

  it('keeps the bound of code hosts and says what is left out', () => {
    const [run] = logOf(many(25_010)).runs;
    expect(run?.results).toHaveLength(25_000);
    expect(JSON.stringify(run?.invocations)).toContain('25010 findings, of which the first 25000');
  });

  it('makes no link and no control character of names', () => {
    expect(textOf(story())).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u);
    const told = story();
    const findings = told.findings.map((one) => ({ ...one, title: 'see [here](http://evil.test)' }));
    expect(JSON.stringify(logOf({ ...told, findings }))).toContain('see \\\\[here\\\\](http://evil.test)');
  });
});

interface Change {
  readonly artifactLocation: { readonly uri: string };
  readonly replacements: readonly {
    readonly deletedRegion: { readonly startLine: number; readonly endLine: number };
    readonly insertedContent?: { readonly text: string };
  }[];
}

/** From the last to the first, so that earlier lines keep their numbers. */
function applied(text: string, { replacements }: Change): string {
  const lines = text.split(/(?<=\n)/u);
  for (const { deletedRegion: at, insertedContent } of [...replacements].reverse())
    lines.splice(at.startLine - 1, at.endLine - at.startLine, insertedContent?.text ?? '');
  return lines.join('');
}

describe('a patch as replacements', () => {
  it('changes the files of a real scan as the patch does', () => {
    const patches = scan(['examples/estate']).findings.filter(({ fix }) => fix.kind === 'patch');
    let compared = 0;
    for (const { fix } of patches)
      for (const change of (changesOf(fix.text) ?? []) as unknown as readonly Change[]) {
        const file = decodeURIComponent(change.artifactLocation.uri);
        const before = readFileSync(file, 'utf8');
        const patch = parsePatch(fix.text).find(({ newFileName }) => newFileName === `b/${file}`);
        if (patch === undefined) throw new Error(`no patch of ${file}`);
        expect(applied(before, change)).toBe(applyPatch(before, patch));
        compared += 1;
      }
    expect(compared).toBeGreaterThan(3);
  });

  const HEAD = '--- a/x.yaml\n+++ b/x.yaml\n';
  it('keeps the order and the lines of several hunks', () => {
    const diff = `${HEAD}@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -9,0 +10,1 @@\n+new\n@@ -20,2 +21,1 @@\n-gone\n tail\n`;
    expect(changesOf(diff)?.[0]?.['replacements']).toEqual([
      { deletedRegion: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 }, insertedContent: { text: 'B\n' } },
      {
        deletedRegion: { startLine: 10, startColumn: 1, endLine: 10, endColumn: 1 },
        insertedContent: { text: 'new\n' },
      },
      { deletedRegion: { startLine: 20, startColumn: 1, endLine: 21, endColumn: 1 } },
    ]);
  });

  it('makes nothing of a new file, a missing line end, or a text that is no diff', () => {
    expect(changesOf('--- /dev/null\n+++ b/x.yaml\n@@ -0,0 +1,1 @@\n+a\n')).toBeUndefined();
    expect(changesOf(`${HEAD}@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n`)).toBeUndefined();
    expect(changesOf(`${HEAD}@@ -1,9 +1,9 @@\n-a\n`)).toBeUndefined();
    expect(changesOf('kubectl delete everything\n')).toBeUndefined();
  });
});
