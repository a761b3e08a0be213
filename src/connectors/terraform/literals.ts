import type { SecretDigest } from '../../bytes/digest.ts';
import { writtenIn, type WrittenLiteral } from '../../cloud/tell/written.ts';
import type { Block, Body, Expression, TemplatePart } from '../../hcl/ast.ts';
import type { Source } from './resolve/value.ts';

/** Blocks that hold values of this configuration. The rest says how Terraform is run. */
const HOLDING: ReadonlySet<string> = new Set([
  'variable',
  'locals',
  'provider',
  'resource',
  'data',
  'module',
  'output',
]);

/** Literal credentials of a file of configuration (blocks: `variable.db_password`, `aws_db_instance.main`) or of variables (attributes). */
export function literalsIn(body: Body, source: Source, digest: SecretDigest): readonly WrittenLiteral[] {
  const found: WrittenLiteral[] = [];
  const take =
    (address: string): Take =>
    (key, text, start) => {
      for (const one of writtenIn(digest, address, key, text, source.lines.lineAt(start))) found.push(one);
    };
  for (const { name, value } of body.attributes) texts(value, name, take(''));
  for (const block of body.blocks) ofBlock(block, take);
  return found;
}

type Take = (key: string, text: string, start: number) => void;

function ofBlock({ type, labels, body }: Block, take: (address: string) => Take): void {
  if (!HOLDING.has(type)) return;
  const address = [...(type === 'resource' ? [] : [type]), ...labels].join('.');
  if (type !== 'variable') ofBody(body, take(address));
  else
    for (const { name, value } of body.attributes) if (name === 'default') texts(value, labels[0] ?? '', take(address));
}

/** A value beside a `name` stands under that: settings, variables, parameters. */
function ofBody({ attributes, blocks }: Body, take: Take): void {
  const own = attributes.find(({ name }) => name === 'name')?.value;
  const called = own && plainText(own);
  for (const { name, value } of attributes) texts(value, name === 'value' && called ? called : name, take);
  for (const block of blocks) ofBody(block.body, take);
}

/** Every text that is written in an expression, under the nearest key. What is put into it later stands there as `${...}`. */
function texts(value: Expression, key: string, take: Take): void {
  switch (value.kind) {
    case 'literal':
      if (typeof value.value === 'string') take(key, value.value, value.start);
      return;
    case 'template':
      // The text of a heredoc begins behind its first line.
      take(key, textOf(value.parts), value.parts[0]?.start ?? value.start);
      return;
    case 'tuple':
      for (const item of value.items) texts(item, key, take);
      return;
    case 'object':
      for (const item of value.items) texts(item.value, plainText(item.key) ?? key, take);
      return;
    case 'call':
      for (const argument of value.args) texts(argument, key, take);
      return;
    case 'conditional':
      texts(value.then, key, take);
      texts(value.otherwise, key, take);
      return;
    case 'group':
      texts(value.inner, key, take);
      return;
    // A part of something else, or made of it.
    case 'binary':
    case 'for':
    case 'get':
    case 'index':
    case 'item':
    case 'splat':
    case 'unary':
    case 'variable':
      return;
  }
}

const textOf = (parts: readonly TemplatePart[]): string =>
  parts.map((part) => (part.part === 'text' ? part.text : '${...}')).join('');

function plainText(value: Expression): string | undefined {
  if (value.kind === 'literal') return typeof value.value === 'string' ? value.value : undefined;
  return value.kind === 'template' ? textOf(value.parts) : undefined;
}
