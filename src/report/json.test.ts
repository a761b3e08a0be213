import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EstateBuilder } from '../model/builder.ts';
import { buildGraph } from '../graph/build.ts';
import { INCLUDES } from './includes.ts';
import { jsonlReport, jsonReport } from './json.ts';
import { scanSchema } from './schema.ts';
import { story } from './testing/story.ts';
import { violations } from './testing/validate.ts';

const ALL = new Set(INCLUDES);
const reportOf = (include = ALL): string => [...jsonReport(story(), include)].join('');

describe('the JSON report', () => {
  it('is valid under its schema, whole and without the optional parts', () => {
    expect(violations(scanSchema(), JSON.parse(reportOf()))).toEqual([]);
    expect(violations(scanSchema(), JSON.parse(reportOf(new Set())))).toEqual([]);
  });

  it('is refused by its schema when a field has the wrong form', () => {
    const report = JSON.parse(reportOf()) as { findings: Record<string, unknown>[] };
    for (const finding of report.findings) finding['severity'] = 'urgent';
    expect(violations(scanSchema(), report)).toHaveLength(report.findings.length);
  });

  it('has the schema that is published', () => {
    const published = JSON.parse(readFileSync('schemas/scan.schema.json', 'utf8')) as unknown;
    expect(published, 'write it anew: npm run docs').toEqual(JSON.parse(JSON.stringify(scanSchema())));
  });

  it('has its keys in the order of the contract, optional parts only when asked for', () => {
    const keys = (text: string): string[] => Object.keys(JSON.parse(text) as object);
    const always = ['schemaVersion', 'sources', 'diagnostics', 'counts', 'findings'];
    expect(keys(reportOf(new Set()))).toEqual(always);
    expect(keys(reportOf())).toEqual([...always.slice(0, 4), 'identities', 'nodes', 'edges', 'policies', 'findings']);
  });

  it('gives the same bytes for the same estate and nothing that a terminal would obey', () => {
    expect(reportOf()).toBe(reportOf());
    expect(reportOf()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u);
  });

  it('counts, and names owners, jewels and reach', () => {
    const report = JSON.parse(reportOf()) as {
      counts: Record<string, number>;
      identities: { name: string; owner: string | null; reach: { jewels: string[]; nodes: number } }[];
    };
    expect(report.counts).toEqual({
      identities: 2, resources: 3, edges: 3, findings: 2, unowned: 1, jewels: 2, files: 2,
    }); // prettier-ignore
    expect(report.identities.find(({ name }) => name === 'trainer')).toMatchObject({
      owner: 'ml-platform',
      reach: { jewels: ['k8s:Cluster:prod'], nodes: 2 },
    });
  });

  it('of nothing is valid too', () => {
    const estate = new EstateBuilder().build();
    const text = [...jsonReport({ estate, graph: buildGraph(estate), findings: [] }, ALL)].join('');
    expect(violations(scanSchema(), JSON.parse(text))).toEqual([]);
  });
});

describe('the JSON lines report', () => {
  it('holds the same records, each with its type', () => {
    const lines = [...jsonlReport(story(), ALL)].join('').trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { type: string; id?: string });
    const whole = JSON.parse(reportOf()) as Record<string, object[]>;
    expect(records[0]).toMatchObject({ type: 'scan', schemaVersion: '1' });
    for (const [type, key] of Object.entries({
      identity: 'identities',
      node: 'nodes',
      edge: 'edges',
      finding: 'findings',
    }))
      expect(records.filter((one) => one.type === type)).toEqual(whole[key]?.map((one) => ({ type, ...one })));
  });
});
