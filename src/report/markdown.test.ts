import { describe, expect, it } from 'vitest';
import { mdBlock } from './markdown-block.ts';
import { markdownReport } from './markdown.ts';
import { many } from './testing/many.ts';
import { HOSTILE, story } from './testing/story.ts';

const text = [...markdownReport(story())].join('');

describe('the Markdown report', () => {
  it('counts, ranks, and opens each finding with evidence, path and fix', () => {
    expect(text).toContain('2 identities, 1 without an owner; 2 crown jewels');
    expect(text).toContain(
      '| 1 | critical | prod: cluster-admin is bound to a workload | ml-platform | `prod/rbac.yaml:9` | 6.5 |',
    );
    expect(text).toContain('- [`prod/rbac.yaml:9`](prod/rbac.yaml#L9)');
    expect(text).toContain('`HAS_PERMISSION_SET`, a binding grants the rights of a role'.replace('rights', 'rules'));
    expect(text).toContain('```diff\n--- a/prod/rbac.yaml\n');
    expect(text).toContain('## Not read\n\n4 diagnostics.');
  });

  it('lets no name become markup, and prints nothing that cannot be seen', () => {
    expect(text).not.toContain(HOSTILE);
    expect(text.replace(/```[\s\S]*?```/gu, '')).not.toMatch(/(?<!`[^`\n]*)<b>/u);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u);
    const told = story();
    const title = '</summary><script>alert(1)</script> | [x](javascript:1) `tick` @everyone';
    const evidence = [{ file: 'a](http://evil) b/..x|.yaml', line: 1 }];
    const hostile = [
      ...markdownReport({ ...told, findings: told.findings.map((one) => ({ ...one, title, evidence })) }),
    ].join('');
    expect(hostile.replace(/`[^`\n]*`/gu, '')).not.toMatch(/<script>|\]\(javascript|@everyone|\]\(http/u);
    for (const line of hostile.split('\n').filter((one) => /^\| \d+ \| (?:critical|low) /u.test(one)))
      expect(line.replace(/\\\|/gu, '').split('|')).toHaveLength(8);
  });

  it('fences text that has fences in it', () => {
    const block = mdBlock('a\n````\nb', 'sh');
    expect(block).toBe('`````sh\na\n````\nb\n`````\n');
  });

  it('stays short for many: all in the table, the first with their evidence', () => {
    const long = [...markdownReport(many(5000))].join('');
    expect(long.match(/^\| \d+ \| (?:critical|low) \|/gmu)).toHaveLength(5000);
    expect(long.match(/<details>/gu)).toHaveLength(200);
    expect(long).toContain('The first 200 of 5,000 findings');
  });
});
