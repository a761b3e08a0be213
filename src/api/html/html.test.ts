import { describe, expect, it } from 'vitest';
import { markup } from './html.ts';
import { layout } from './layout.ts';

describe('markup', () => {
  it('escapes what is put into it, wherever that stands, and takes its own markup as it is', () => {
    const evil = `"><script>alert('x')</script>&`;
    expect(markup`<p title="${evil}">${[markup`<b>${1}</b>`, false, null, undefined, evil]}</p>`.toString()).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"><b>1</b>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  it('shows characters that nobody sees', () => {
    expect(markup`${'a\u202eb\u0000c\u200bd\u001b[31m'}`.toString()).toBe('a\\u202eb\\u0000c\\u200bd\\u001b[31m');
  });
});

describe('a page', () => {
  it('marks where one is, and has the token of its forms', () => {
    const page = layout({
      title: 'A',
      path: '/account',
      person: 'Ada',
      csrf: 'secret',
      body: markup`<p>b</p>`,
    }).toString();
    expect(page).toContain('<a href="/account" aria-current="page">');
    expect(page).toContain('name="csrf" value="secret"');
    expect(page).not.toMatch(/<style|<script>|\son\w+=|style=/u);
  });

  it('has no navigation where nobody is signed in', () => {
    expect(layout({ title: 'A', path: '/sign-in', body: '' }).toString()).not.toContain('<nav');
  });
});
