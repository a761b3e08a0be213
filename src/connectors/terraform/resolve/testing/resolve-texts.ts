import { Lines } from '../../../../bytes/lines.ts';
import { parseHcl } from '../../../../hcl/parse.ts';
import { EstateBuilder } from '../../../../model/builder.ts';
import { printHoles } from '../../../../model/hole.ts';
import { plainContext, textFile } from '../../../testing/read-texts.ts';
import type { TerraformResource } from '../../resource.ts';
import { Tree } from '../../tree.ts';
import { Budget } from '../budget.ts';
import { evaluate } from '../evaluate.ts';
import { resolveTerraform, type Resolution } from '../resolve.ts';
import { folderOf } from '../roots.ts';

/** Resolves files of native syntax by path, as the connector does. */
export function resolveTexts(texts: Readonly<Record<string, string>>): Resolution {
  const files = Object.entries(texts).map(([path, text]) => textFile(path, text));
  const tree = new Tree(files);
  const parsed = files.map((file) => {
    const text = texts[file.path] ?? '';
    return { file, source: { path: file.path, lines: new Lines(text) }, body: parseHcl(text).body };
  });
  const varFiles = parsed
    .filter(({ file }) => file.path.endsWith('.tfvars'))
    .map(({ file, source, body }) => {
      const env = { source, budget: new Budget(), files: tree, prefix: '', lookup: () => undefined };
      const values = new Map(body.attributes.map(({ name, value }) => [name, evaluate(value, env)] as const));
      return { file, folder: folderOf(file.path), values };
    });
  const configuration = parsed.filter(({ file }) => file.path.endsWith('.tf'));
  return resolveTerraform(configuration, varFiles, tree, plainContext(new EstateBuilder()).standing);
}

/** The resources of one file, by address. */
export function resourcesOf(
  text: string,
  more: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, TerraformResource> {
  const { roots } = resolveTexts({ 'main.tf': text, ...more });
  return new Map(roots.flatMap(({ resources }) => resources.map((one) => [one.address, one] as const)));
}

/** What an expression is, holes as `{name}`: with locals and resources before it. */
export function valueOf(expression: string, before = ''): unknown {
  const found = resourcesOf(`${before}\nresource "t_x" "x" {\n  v = ${expression}\n}\n`).get('t_x.x');
  return printed(found?.entry.get('v')?.value);
}

export const printed = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(printHoles(JSON.stringify(value))) as unknown);
