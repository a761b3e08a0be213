import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/build.ts';
import type { Difference } from '../questions/diff.ts';
import { diffMarkdown } from './diff-markdown.ts';
import { story } from './testing/story.ts';

const NOTHING: Difference = {
  nodes: { appeared: [], gone: [] },
  edges: { appeared: [], gone: [] },
  owners: [],
  reach: { gained: [], lost: [] },
  findings: { appeared: [], gone: [], settled: [], eased: [] },
  jewels: { gone: [] },
  unread: { appeared: [], gone: [] },
};

describe('a comparison as a comment', () => {
  const { estate, findings } = story();
  const write = (of: Partial<Difference>): string =>
    diffMarkdown({ difference: { ...NOTHING, ...of }, after: buildGraph(estate) }, undefined);

  it('drops no list for the length of its names', () => {
    const [one] = findings;
    if (one === undefined) throw new Error('the story has findings');
    const long = Array.from({ length: 60 }, (_, index) => ({ ...one, id: `f:${index}`, title: 'x*'.repeat(20_000) }));
    const text = write({
      findings: { appeared: long, gone: long, settled: long, eased: long.map((finding) => ({ finding, before: 'critical' })) },
      owners: [{ id: 'k8s:Pod:a/b/c', before: 'y|'.repeat(50_000), after: null }],
    }); // prettier-ignore
    expect(text.length).toBeLessThan(60_000);
    for (const title of ['New findings: 60', 'Accepted by this change: 60', 'Made to count for less by this change: 60', 'Fixed: 60', 'Changed owner: 1'])
      expect(text).toMatch(new RegExp(`\\*\\*${title}\\*\\*\\n\\n- .`, 'u'));
  }); // prettier-ignore

  it('says first what could not be read, as findings may be gone for that alone', () => {
    const unread = { code: 'malformed', level: 'error', message: 'a <b> is open', place: { file: 'a.yaml', line: 3 } } as const;
    const text = write({ unread: { appeared: [unread], gone: [] }, findings: { ...NOTHING.findings, gone: findings } });
    expect(text).toMatch(/Could not be read, .*: 1\*\*\n\n- `a\.yaml:3`: a &lt;b&gt; is open \(malformed\)\n\n\*\*Fixed/u);
  }); // prettier-ignore
});
