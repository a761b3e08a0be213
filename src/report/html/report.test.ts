import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HOSTILE, story } from '../testing/story.ts';
import { htmlReport } from './report.ts';

const made = (): string => [...htmlReport(story(), { version: '1.2.3', today: '2026-01-02' })].join('');

describe('the HTML report', () => {
  const html = made();

  it('is the same for the same estate', () => {
    expect(made()).toBe(html);
  });

  it('allows only the style and the script that it holds, and loads nothing', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/u.exec(html)?.[1] ?? '';
    expect(policy).toMatch(/^default-src &#39;none&#39;;/u);
    const hashes = [...policy.matchAll(/sha256-([^&]+)&#39;/gu)].map((found) => found[1]);
    const inline = [...html.matchAll(/<(style|script)>(.*?)<\/\1>/gsu)].map((found) =>
      createHash('sha256')
        .update(found[2] ?? '')
        .digest('base64'),
    );
    expect(hashes).toEqual(inline);
    expect(html).not.toMatch(
      /<(?:img|link|iframe|object|embed|form)\b|\ssrc=|\sstyle=|\son[a-z]+=["']|url\(|@import/iu,
    );
    expect([...html.matchAll(/href="([^"]*)"/gu)].filter((found) => !found[1]?.startsWith('#'))).toEqual([]);
  });

  it('shows names of others as text, with nothing that a screen obeys', () => {
    expect(html).not.toContain('<b>');
    expect(html).not.toContain(HOSTILE);
    expect(html).toContain('\\u{202e}');
    const own = /<(style|script)>.*?<\/\1>|\n/gsu;
    expect(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(html.replace(own, ''))).toBeNull();
  });

  it('says what was scanned, when, by what, and what was not read', () => {
    for (const text of [
      '2026-01-02',
      'writ 1.2.3',
      'sends nothing',
      'Change these first',
      'One change closes 1 of',
      'not-rendered',
      'malformed',
    ])
      expect(html).toContain(text);
    expect(html).toContain('aria-current="true"');
    expect(html).toContain('class="skip" href="#main"');
  });

  it('draws the path with the step that the fix cuts', () => {
    expect(html).toMatch(/class="hop proved cut"/u);
    expect(html).toContain('the fix cuts here');
    expect(html).toContain('crown jewel: cluster-admin of prod');
  });

  it('has no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/gu)].map((found) => found[1]);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });
});

describe('the HTML report of nothing', () => {
  it('shows no green tick', () => {
    const { estate, graph } = story();
    const empty = { estate: { ...estate, nodes: [], edges: [], sources: [], diagnostics: [] }, graph, findings: [] };
    const html = [...htmlReport(empty, { version: '1' })].join('');
    expect(html).toContain('Nothing was scanned');
    expect(html).toContain('No rule found anything in what was read');
    expect(html).not.toContain('Scanned on');
  });
});
