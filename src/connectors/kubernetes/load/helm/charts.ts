import { posix } from 'node:path';
import type { SourceFile } from '../../../../bytes/files.ts';
import { diagnostic } from '../../../../model/diagnostic.ts';
import { renderedManifests } from '../render/documents.ts';
import { render } from '../render/run.ts';
import { documents } from '../../../../documents/documents.ts';
import { copied, isData, plain, text, type Data } from '../../../../documents/plain.ts';
import type { ReadFiles } from '../read-files.ts';
import { readTemplate, type Context } from './read.ts';
import { parseTemplate, type Template, type TemplateNode } from './tree.ts';
import { Unknown } from './value.ts';

interface Chart {
  readonly folder: string;
  readonly data: Data;
  readonly values: Data;
  readonly templates: SourceFile[];
}

const MANIFEST = /\.(?:ya?ml|json)$/;

/** Reads the charts among the files symbolically. Answers the paths that are theirs, which nothing else should parse. */
export function readCharts(files: readonly SourceFile[], read: ReadFiles, rendered: boolean): ReadonlySet<string> {
  const own = new Set<string>();
  const charts = new Map<string, Chart>();
  for (const file of files)
    if (posix.basename(file.path) === 'Chart.yaml') {
      const data = dataOf(file, read);
      own.add(file.path);
      if (text(data['name']) !== undefined)
        charts.set(posix.dirname(file.path), {
          folder: posix.dirname(file.path),
          data,
          values: plain(),
          templates: [],
        });
    }
  if (charts.size === 0) return own;
  for (const file of files) {
    const chart = chartOf(file.path, charts);
    if (!chart) continue;
    const inside = file.path.slice(chart.folder === '.' ? 0 : chart.folder.length + 1);
    if (inside === 'values.yaml') Object.assign(chart.values, dataOf(file, read));
    else if (inside.startsWith('templates/')) chart.templates.push(file);
    else continue;
    own.add(file.path);
  }
  const paths = new Set(files.map((file) => file.path));
  const done = new Set<Chart>();
  for (const chart of charts.values())
    if (rendered && topOf(chart, charts) === chart && renderChart(chart, paths, read)) done.add(chart);
  for (const chart of charts.values()) readChart(chart, charts, read, done.has(topOf(chart, charts)));
  return own;
}

/** Renders a chart with Helm; false, with the reason told, when that fails. */
function renderChart(chart: Chart, paths: ReadonlySet<string>, read: ReadFiles): boolean {
  const file = posix.join(chart.folder, 'Chart.yaml');
  const rendering = render('helm', chart.folder);
  if ('problem' in rendering) {
    read.diagnostics.push(diagnostic('render-failed', `${rendering.problem}; it was read without rendering`, file));
    return false;
  }
  for (const one of renderedManifests(rendering.text, file, paths, read.diagnostics)) {
    const known = read.manifests.get(one.place.file) ?? [];
    known.push(one);
    read.manifests.set(one.place.file, known);
  }
  return true;
}

function readChart(chart: Chart, charts: ReadonlyMap<string, Chart>, read: ReadFiles, rendered: boolean): void {
  if (rendered) {
    for (const file of chart.templates) read.claimed.add(file.path);
    return;
  }
  const named = new Map<string, readonly TemplateNode[]>();
  const parsed: { file: SourceFile; source: string; template: Template }[] = [];
  for (const one of family(chart, charts))
    for (const file of one.templates) {
      const source = file.text();
      if (one === chart) read.claimed.add(file.path);
      if (source === undefined) continue;
      const template = parseTemplate(source);
      for (const [name, nodes] of template.defined) named.set(name, nodes);
      const printed = MANIFEST.test(file.path) && !posix.basename(file.path).startsWith('_');
      if (one === chart && printed) parsed.push({ file, source, template });
    }
  const context: Context = { root: rootOf(chart, charts), named };
  for (const { file, source, template } of parsed) readTemplate(file.path, source, template, context, read);
}

/** The chart with those around and below it: all of their named templates are known to each. */
function family(chart: Chart, charts: ReadonlyMap<string, Chart>): Chart[] {
  const top = topOf(chart, charts);
  return [...charts.values()].filter((one) => topOf(one, charts) === top);
}

function parentOf(chart: Chart, charts: ReadonlyMap<string, Chart>): Chart | undefined {
  const above = posix.dirname(chart.folder);
  return posix.basename(above) === 'charts' ? charts.get(posix.dirname(above)) : undefined;
}

function topOf(chart: Chart, charts: ReadonlyMap<string, Chart>): Chart {
  const parent = parentOf(chart, charts);
  return parent ? topOf(parent, charts) : chart;
}

function rootOf(chart: Chart, charts: ReadonlyMap<string, Chart>): Data {
  const { data } = chart;
  const root = plain();
  root['Values'] = valuesOf(chart, charts);
  root['Chart'] = joined(data, { Name: data['name'], Version: data['version'], AppVersion: data['appVersion'] });
  for (const name of ['Release', 'Capabilities', 'Files', 'Template', 'Subcharts']) root[name] = new Unknown(name);
  return root;
}

/** A chart's values; what the chart above says of it, and the global values, win. */
function valuesOf(chart: Chart, charts: ReadonlyMap<string, Chart>): Data {
  const parent = parentOf(chart, charts);
  if (!parent) return chart.values;
  const above = valuesOf(parent, charts);
  const said = above[text(chart.data['name']) ?? ''];
  const values = isData(said) ? joined(chart.values, said) : copied(chart.values);
  if (isData(above['global']))
    values['global'] = joined(isData(values['global']) ? values['global'] : plain(), above['global']);
  return values;
}

function joined(base: Data, over: Readonly<Data>): Data {
  const result = copied(base);
  for (const [key, value] of Object.entries(over)) {
    const old = result[key];
    result[key] = isData(old) && isData(value) ? joined(old, value) : value;
  }
  return result;
}

function chartOf(path: string, charts: ReadonlyMap<string, Chart>): Chart | undefined {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const found = charts.get(folder);
    if (found) return found;
    if (folder === posix.dirname(folder)) return undefined;
  }
}

/** The one document of a file of the chart's own, with what is wrong with it told. */
function dataOf(file: SourceFile, read: ReadFiles): Data {
  read.claimed.add(file.path);
  const source = file.text();
  if (source === undefined) return plain();
  const { docs, diagnostics } = documents(file.path, source, () => true);
  read.diagnostics.push(...diagnostics);
  const data = docs[0]?.data;
  return isData(data) ? data : plain();
}
