import type { SourceFile } from '../../../bytes/files.ts';
import type { Block, Body, Expression } from '../../../hcl/ast.ts';
import type { Source } from './value.ts';

/** One file of Terraform, parsed. */
export interface TerraformFile {
  readonly file: SourceFile;
  readonly source: Source;
  readonly body: Body;
}

export interface DeclaredBlock {
  readonly block: Block;
  readonly source: Source;
  readonly file: SourceFile;
}

/** What the files of one folder declare (Terraform language, "Modules"). */
export interface Declared {
  readonly folder: string;
  readonly files: readonly TerraformFile[];
  readonly variables: ReadonlyMap<string, DeclaredBlock>;
  readonly locals: ReadonlyMap<string, { readonly value: Expression; readonly source: Source }>;
  readonly outputs: ReadonlyMap<string, DeclaredBlock>;
  readonly calls: ReadonlyMap<string, DeclaredBlock>;
  readonly providers: readonly DeclaredBlock[];
  /** By `type.name`. */
  readonly managed: ReadonlyMap<string, DeclaredBlock>;
  readonly data: ReadonlyMap<string, DeclaredBlock>;
}

export function declaredIn(folder: string, files: readonly TerraformFile[]): Declared {
  const sorted = [...files].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  const byLabels = (type: string): Map<string, DeclaredBlock> =>
    new Map(blocksOf(sorted, type).map((one) => [one.block.labels.join('.'), one]));
  const locals = sorted.flatMap(({ body, source }) =>
    body.blocks
      .filter(({ type }) => type === 'locals')
      .flatMap((block) => block.body.attributes.map(({ name, value }) => [name, { value, source }] as const)),
  );
  return {
    folder,
    files: sorted,
    variables: byLabels('variable'),
    locals: new Map(locals),
    outputs: byLabels('output'),
    calls: byLabels('module'),
    providers: blocksOf(sorted, 'provider'),
    managed: byLabels('resource'),
    data: byLabels('data'),
  };
}

function blocksOf(files: readonly TerraformFile[], wanted: string): readonly DeclaredBlock[] {
  return files.flatMap(({ body, source, file }) =>
    body.blocks.filter(({ type }) => type === wanted).map((block) => ({ block, source, file })),
  );
}

export const attributeOf = ({ attributes }: Body, name: string): Expression | undefined =>
  attributes.find((one) => one.name === name)?.value;

/** A text that stands as a literal. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'template') return undefined;
  const [only, more] = expression.parts;
  if (only === undefined) return '';
  return more === undefined && only.part === 'text' ? only.text : undefined;
}
