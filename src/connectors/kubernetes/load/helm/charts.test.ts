import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTexts } from '../load-texts.ts';

const CHART = 'apiVersion: v2\nname: demo\nversion: 1.0.0\n';
const HELPERS = `{{/* names */}}
{{- define "demo.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 }}{{ end }}
{{- end }}
{{- define "demo.labels" -}}
app: {{ .Chart.Name }}
release: {{ .Release.Name | quote }}
{{- end }}
`;
const chart = (template: string, values = ''): Record<string, string> => ({
  'c/Chart.yaml': CHART,
  'c/values.yaml': values,
  'c/templates/_helpers.tpl': HELPERS,
  'c/templates/t.yaml': template,
});
const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';

describe('a chart read symbolically', () => {
  it('names what is not known, fills in what the values say, and keeps the lines of the template', () => {
    const { objects, claimed } = loadTexts(
      chart(
        `{{- if .Values.enabled }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "demo.fullname" . }}
  labels:
    {{- include "demo.labels" . | nindent 4 }}
    tier: {{ .Values.tier | default "low" | quote }}
    size: {{ .Values.size }}
    who: {{ .Values.nobody.here }}
{{- else }}
dropped: true
{{- end }}
`,
        'enabled: false\nsize: big\n',
      ),
    );
    expect(objects).toHaveLength(1);
    const [object] = objects;
    expect(object).toMatchObject({
      name: '{Release.Name}-demo',
      namespace: '{Release.Namespace}',
      reading: 'symbolic',
      labels: { app: 'demo', release: '{Release.Name}', tier: 'low', size: 'big', who: '{Values.nobody.here}' },
    });
    expect(object?.at()).toEqual({ file: 'c/templates/t.yaml', line: 2 });
    expect(object?.at(['metadata', 'labels', 'release'])).toEqual({ file: 'c/templates/t.yaml', line: 7 });
    expect(object?.at(['metadata', 'labels', 'size'])).toEqual({ file: 'c/templates/t.yaml', line: 9 });
    expect(object?.span(['metadata', 'name'])).toBeUndefined();
    expect([...claimed].sort()).toEqual([
      'c/Chart.yaml',
      'c/templates/_helpers.tpl',
      'c/templates/t.yaml',
      'c/values.yaml',
    ]);
  });

  it('inserts blocks that the values give and leaves out the others, which is told', () => {
    const { objects, diagnostics } = loadTexts(
      chart(
        `${HEAD}spec:\n  a:\n    {{- toYaml .Values.given | nindent 4 }}\n  b:\n    {{- toYaml .Values.unknown | nindent 4 }}\n`,
        'given:\n  k: [1, 2]\n',
      ),
    );
    expect(objects[0]?.body['spec']).toEqual({ a: { k: [1, 2] }, b: null });
    expect(diagnostics.map((one) => one.message)).toEqual([
      'a Helm template, read without Helm: conditions count as true; left out: 1 block of unknown content',
    ]);
  });

  it('goes over lists that the values give, and once over those that they do not', () => {
    const template = `{{- range .Values.names }}\n---\n${HEAD.replace('x', '{{ . }}')}{{- end }}\n{{- range $i, $m := .Values.more }}\n---\n${HEAD.replace('x', '{{ $m.name }}')}{{- end }}\n`;
    const { objects } = loadTexts(chart(template, 'names: [a, b]\nmore: []\n'));
    expect(objects.map((one) => one.name)).toEqual(['a', 'b', '{Values.more.name}']);
  });

  it('a document that is still no YAML is a note, and the others are read', () => {
    const { objects, diagnostics } = loadTexts(chart(`${HEAD}---\nkind: [{{ .Values.x }}\n`));
    expect(objects).toHaveLength(1);
    expect(diagnostics.every((one) => one.code === 'not-rendered' && one.level === 'note')).toBe(true);
    expect(diagnostics).toHaveLength(2);
  });

  it('values of a subchart are its own, then what the chart above says', () => {
    const { objects } = loadTexts({
      'c/Chart.yaml': CHART,
      'c/values.yaml': 'sub: {who: above}\nglobal: {g: 1}\n',
      'c/charts/sub/Chart.yaml': 'name: sub\n',
      'c/charts/sub/values.yaml': 'who: own\nkept: yes-it-is\n',
      'c/charts/sub/templates/t.yaml': `${HEAD}d: {{ .Values.who }}-{{ .Values.kept }}-{{ .Values.global.g }}\n`,
    });
    expect(objects[0]?.body['d']).toBe('above-yes-it-is-1');
  });

  it.each([
    [
      'a template that includes itself',
      '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    ],
    ['unclosed actions', '{{ if .Values.x }}{{ range .Values.y }}{{ "'],
    ['deep nesting', `${'{{ if .x }}'.repeat(5000)}${'{{ end }}'.repeat(5000)}`],
    ['deep brackets', `{{ ${'('.repeat(5000)} }}`],
    ['nonsense', '{{ := | ) . $ ,, }} {{ end }} {{ else }} {{ define }}'],
    [
      'output without end',
      `{{ range .Values.l }}{{ range $.Values.l }}{{ range $.Values.l }}{{ range $.Values.l }}x{{ end }}{{ end }}{{ end }}{{ end }}`,
    ],
  ])('%s ends', (_, template) => {
    const values = `l: [${Array.from({ length: 100 }, () => 1).join(',')}]\n`;
    expect(() => loadTexts(chart(template, values))).not.toThrow();
  });
});

describe('a chart rendered with a fake Helm from PATH', () => {
  const path = process.env['PATH'];
  const old = process.cwd();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'writ-helm-'));
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(resolve(import.meta.dirname, '../render/fixtures/helm'), join(bin, 'helm.mjs'));
    writeFileSync(join(bin, 'helm'), `#!/bin/sh\nexec ${process.execPath} ${join(bin, 'helm.mjs')} "$@"\n`);
    chmodSync(join(bin, 'helm'), 0o755);
    process.env['PATH'] = bin;
    for (const [name, text] of Object.entries(chart(HEAD))) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(old);
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });
  const files = { ...chart(HEAD), 'c/templates/sa.yaml': '' };

  it('takes what it prints, at the template that it names', () => {
    const { objects, diagnostics } = loadTexts(files, { render: true });
    expect(objects).toMatchObject([{ kind: 'ServiceAccount', name: 'release-name-demo', reading: 'rendered' }]);
    expect(objects[0]?.at(['metadata', 'name'])).toEqual({ file: 'c/templates/sa.yaml', line: 1 });
    expect(diagnostics).toEqual([]);
  });

  it('reads symbolically when it fails, without repeating what it said', () => {
    writeFileSync(join(folder, 'c/FAIL'), '');
    const { objects, diagnostics } = loadTexts(files, { render: true });
    expect(objects).toMatchObject([{ kind: 'ConfigMap', reading: 'symbolic' }]);
    expect(diagnostics[0]).toMatchObject({ code: 'render-failed', place: { file: 'c/Chart.yaml' } });
    expect(JSON.stringify(diagnostics)).not.toContain('a secret');
  });

  it('says so when it is not on PATH', () => {
    process.env['PATH'] = join(folder, 'none');
    const { diagnostics } = loadTexts({ ...files, 'k/kustomization.yaml': 'resources: []\n' }, { render: true });
    expect(diagnostics.filter((one) => one.code === 'render-failed').map((one) => one.message)).toEqual([
      'helm is not on PATH; it was read without rendering',
      'kustomize or kubectl is not on PATH; it was read without rendering',
    ]);
  });
});
