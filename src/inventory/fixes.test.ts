import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit, FixPlan } from '../model/finding.ts';
import { SourceText } from './fixes/source-text.ts';
import { renderFix } from './fixes.ts';

const FILE = 'rbac/role.yaml';
const BLOCK = `rules:
- apiGroups:
  - apps
  resources:
  - statefulsets
  verbs:
  - '*'
- apiGroups: [""]
  resources: [pods]
  verbs: ["*"]
`;

function patch(edits: readonly Edit[], more: Partial<Extract<FixPlan, { kind: 'patch' }>> = {}): FixPlan {
  return { kind: 'patch', why: 'because', edits, instead: 'by hand', ...more };
}

function at(text: string, what: string, from = 0): { file: string; start: number; end: number } {
  const start = text.indexOf(what, from);
  return { file: FILE, start, end: start + what.length };
}

function render(
  text: string,
  plan: FixPlan,
  secrets: Parameters<typeof renderFix>[1] = [],
): ReturnType<typeof renderFix> {
  return renderFix(plan, secrets, (file) => (file === FILE ? new SourceText(text) : undefined));
}

const after = (text: string, plan: FixPlan): string | false => applyPatch(text, render(text, plan).text);

describe('a fix as a patch', () => {
  it('writes a list in the style of the one that it replaces', () => {
    const items = ['get', 'list'];
    const plan = patch([
      { ...at(BLOCK, "- '*'"), text: '', items },
      { ...at(BLOCK, '["*"]'), text: '', items },
    ]);
    const fixed = render(BLOCK, plan);
    expect(fixed.kind).toBe('patch');
    expect(fixed.text).toMatch(/^--- a\/rbac\/role\.yaml\n\+\+\+ b\/rbac\/role\.yaml\n@@/u);
    expect(after(BLOCK, plan)).toBe(BLOCK.replace("- '*'", "- 'get'\n  - 'list'").replace('["*"]', '["get", "list"]'));
  });

  it('shifts several lines to where a whole rule stood', () => {
    const rule = BLOCK.slice(BLOCK.indexOf('- apiGroups:'), BLOCK.indexOf('- apiGroups: [""]'));
    const nested = `x:\n${BLOCK.replace(/^/gmu, '    ')}`.trimEnd() + '\n';
    const start = nested.indexOf('    - apiGroups:\n');
    const span = { file: FILE, start, end: start + rule.replace(/^(?=.)/gmu, '    ').length };
    const plan = patch([{ ...span, text: '- verbs: [get]\n  resources: [x]\n', fit: 'indent' }]);
    expect(after(nested, plan)).toContain('    - verbs: [get]\n      resources: [x]\n    - apiGroups: [""]');
  });

  it('takes out items of block lists, flow lists and command lines', () => {
    const text =
      'args:\n  - --a\n  - --trust\nflow: [--a, --trust, --b]\nlast: ["--a", "--trust"]\nline: serve --trust --b\n';
    const edits: Edit[] = [];
    for (let from = 0; ;) {
      const span = at(text, '--trust', from);
      if (span.start < 0) break;
      const quoted = text[span.start - 1] === '"' ? 1 : 0;
      edits.push({ file: FILE, start: span.start - quoted, end: span.end + quoted, text: '', fit: 'item' });
      from = span.end;
    }
    expect(after(text, patch(edits))).toBe('args:\n  - --a\nflow: [--a, --b]\nlast: ["--a"]\nline: serve --b\n');
  });

  it('replaces a pair and a parent with all that is below', () => {
    const text =
      'volumes:\n  - name: dev\n    hostPath:\n      path: /dev\n      type: Directory\n  - name: x\n    emptyDir: {}\n';
    const plan = patch([{ ...at(text, '/dev'), text: 'emptyDir: {}', fit: 'parent' }]);
    expect(after(text, plan)).toBe('volumes:\n  - name: dev\n    emptyDir: {}\n  - name: x\n    emptyDir: {}\n');
  });

  it('adds documents to files that are there, and new files', () => {
    const plan = patch([], {
      added: [
        { file: FILE, text: 'kind: Added\n' },
        { file: 'rbac/new.yaml', text: 'kind: New\n' },
      ],
    });
    const fixed = render('kind: Old\n', plan);
    expect(fixed.text).toContain('+---\n+kind: Added');
    expect(fixed.text).toContain('--- /dev/null\n+++ b/rbac/new.yaml');
  });

  it('is written by hand where a lone carriage return ends lines, since a diff would take all for one', () => {
    const text = `${BLOCK}  token: hidden`.replaceAll('\n', '\r');
    const plan = patch([{ ...at(text, '["*"]'), text: '', items: ['get'] }]);
    expect(render(text, plan, [{ file: FILE, line: 11 }])).toMatchObject({ kind: 'policy', text: 'by hand' });
  });

  it('keeps Windows line ends', () => {
    const text = 'kind: Old\r\nspec:\r\n  a: 1\r\n';
    const plan = patch([{ ...at(text, 'a: 1'), end: text.indexOf('a: 1'), text: 'token: false\n  ' }]);
    expect(after(text, plan)).toBe('kind: Old\r\nspec:\r\n  token: false\r\n  a: 1\r\n');
  });
});

describe('a fix that cannot be a patch', () => {
  it.each<[string, FixPlan]>([
    ['a span out of range', patch([{ file: FILE, start: 0, end: 1_000_000, text: '' }])],
    [
      'overlapping spans',
      patch([
        { file: FILE, start: 0, end: 9, text: 'a: 1\n' },
        { file: FILE, start: 5, end: 12, text: 'b: 1\n' },
      ]),
    ],
    ['a file that is not there', patch([{ file: 'gone.yaml', start: 0, end: 1, text: '' }])],
    ['a result that does not parse', patch([{ ...at(BLOCK, 'apps'), text: '{ [' }])],
    ['a list that is none', patch([{ ...at(BLOCK, 'apps'), text: '', items: ['x'] }])],
    ['a path that would break the header', patch([{ file: 'a\nb.yaml', start: 0, end: 0, text: 'x' }])],
  ])('is the text to write by hand: %s', (_, plan) => {
    expect(render(BLOCK, plan)).toEqual({ kind: 'policy', why: 'because', text: 'by hand' });
  });
});

describe('secrets beside a fix', () => {
  const SECRET = 'hunter2hunter2hunter2';
  const text = `env:\n- name: A\n  value: "${SECRET}"\n- name: B\n  value: plain\nspec:\n  a: 1\n`;
  const edit: Edit = { ...at(text, 'plain'), text: 'changed' };

  it('are not quoted as context', () => {
    const bare = render(text, patch([edit]));
    expect(bare.text).toContain(SECRET);
    for (const place of [at(text, SECRET), { file: FILE, line: 3 }]) {
      const fixed = render(text, patch([edit]), [place]);
      expect(fixed.kind).toBe('patch');
      expect(fixed.text).not.toContain(SECRET);
      expect(applyPatch(text, fixed.text)).toBe(text.replace('plain', 'changed'));
    }
  });

  it('are replaced by a command that names the line, and the command works', () => {
    const value = at(text, `"${SECRET}"`);
    const wanted = "valueFrom:\n  secretKeyRef:\n    name: it's\n    key: 'a\\b'";
    const fixed = render(text, patch([{ ...value, text: wanted, fit: 'pair', hidden: true }]));
    expect(fixed.kind).toBe('command');
    expect(fixed.text).not.toContain(SECRET);
    const folder = mkdtempSync(join(tmpdir(), 'writ-fix-'));
    try {
      writeFileSync(join(folder, 'role.yaml'), text);
      const ran = spawnSync('sh', ['-c', fixed.text.replaceAll(FILE, 'role.yaml')], { cwd: folder, encoding: 'utf8' });
      expect(ran.stderr).toBe('');
      expect(readFileSync(join(folder, 'role.yaml'), 'utf8')).toBe(
        text.replace(`value: "${SECRET}"`, wanted.replace(/\n/gu, '\n  ')),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are not written again with the rest of a line that holds several', () => {
    const text = '{ "a": "first-secret-1", "b": "second-secret-2", "c": "npx third-secret-3" }\n';
    const first = at(text, '"first-secret-1"');
    const plan = patch([{ ...first, text: '"${env:A}"' }]);
    const line = { file: FILE, line: 1 };
    const written = { kind: 'policy', text: 'by hand' };
    expect(render(text, plan, [first, line, at(text, '"second-secret-2"'), line])).toMatchObject(written);
    expect(render(text, plan, [first, line, line])).toMatchObject(written);
    expect(render(text, plan, [first, line]).kind).toBe('command');
  });

  it('are in no fix, wherever the edit and the secret stand', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 30 }), fc.nat(), fc.nat(), (words, secretAt, editAt) => {
        const hidden = secretAt % words.length;
        const edited = editAt % words.length;
        const lines = words.map((one, index) => `k${index}: ${index === hidden ? SECRET : one}`);
        const whole = `${lines.join('\n')}\n`;
        const start = whole.indexOf(`k${edited}: `) + `k${edited}: `.length;
        const end = whole.indexOf('\n', start);
        const plan = patch([{ file: FILE, start, end, text: 'new-value' }]);
        const fixed = render(whole, plan, [{ file: FILE, line: hidden + 1 }]);
        expect(fixed.text).not.toContain(SECRET);
        expect(fixed.kind).toBe(hidden === edited ? 'command' : 'patch');
        if (fixed.kind === 'patch')
          expect(applyPatch(whole, fixed.text)).toBe(whole.slice(0, start) + 'new-value' + whole.slice(end));
      }),
    );
  });
});
