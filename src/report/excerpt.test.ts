import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, secretPlaces } from './excerpt.ts';
import { lineWidth, PLAIN, render } from './screen.ts';

const text = `kind: Secret
metadata:
  name: registry-key
data:
  user: bWxmbG93
  plain: hunter2-hunter2
  key: |
    first line of it
    second line of it
  after: visible
`;
const show = (line: number, places = secretPlaces([]).get('x')): string =>
  render(excerpt(text, line, 80, places), PLAIN);

describe('an excerpt', () => {
  it('has three lines around, numbered', () => {
    expect(show(2)).toBe(
      ['        1 | kind: Secret', '      > 2 | metadata:', '        3 |   name: registry-key', '        4 | data:', '        5 |   user: bWxmbG93', ''].join('\n'),
    ); // prettier-ignore
  });

  it('shows of a credential its key only, of one of several lines nothing more', () => {
    const places = secretPlaces([
      {
        fact: 'credential', node: 'n', kind: 'password', key: 'plain', where: 'secret', digest: '', confidence: 'configured',
        evidence: [{ file: 'x', line: 6 }, { file: 'x', line: 7 }],
      },
      {
        fact: 'credential', node: 'n', kind: 'password', key: 'user', where: 'secret', digest: '', confidence: 'configured',
        evidence: [], span: { file: 'x', start: text.indexOf('bWx'), end: text.indexOf('bWx') + 8 },
      },
    ]).get('x'); // prettier-ignore
    const shown = show(6, places) + show(9, places);
    expect(shown).toContain('> 6 |   plain: [secret]');
    expect(shown).toContain('5 |   user: [secret]');
    expect(shown).toContain('after: visible');
    for (const gone of ['hunter2', 'bWx', 'first line', 'second line']) expect(shown).not.toContain(gone);
  });

  it.each([
    ['  password: hunter2', 'hunter2'],
    ['  "apiKey": "hunter2",', 'hunter2'],
    ['  - --api-key=hunter2', 'hunter2'],
    ['  HF_TOKEN: hf_abc', 'hf_abc'],
    ['  note: aB3aB3aB3aB3aB3aB3aB3aB3', 'aB3aB3'],
  ])('hides %s though nobody told it to', (line, secret) => {
    expect(render(excerpt(line, 1, 80), PLAIN)).not.toContain(secret);
  });

  it('hides the value beside a name that says secret', () => {
    const shown = render(excerpt('- name: DB_PASSWORD\n  value: hunter2\n- name: MODE\n  value: fast\n', 1, 80), PLAIN);
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('fast');
  });

  it('fits and obeys nothing, whatever the file says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: -1, max: 5 }), (any, line) => {
        const lines = excerpt(any, line, 60);
        expect(lines.every((one) => lineWidth(one) <= 60)).toBe(true);
        expect(render(lines, PLAIN).replace(/\n/gu, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
