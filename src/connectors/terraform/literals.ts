import { last4, type SecretDigest } from '../../bytes/digest.ts';
import { detect } from '../../credentials/detect.ts';
import type { Block, Body, Expression, TemplatePart } from '../../hcl/ast.ts';
import type { CredentialFact } from '../../model/facts.ts';
import { nodeId } from '../../model/id.ts';
import { credentialKey } from '../../model/keys.ts';
import type { ScanContext, Standing } from '../port.ts';
import type { Source } from './resolve/value.ts';
import { KUBERNETES } from './tell/families/kubernetes.ts';

/** A credential that is written into a file. The value itself is not here. */
export interface WrittenLiteral {
  /** `variable.db_password`, `aws_db_instance.main`, `provider.aws`; empty in a file of variables. */
  readonly address: string;
  readonly line: number;
  readonly fact: Pick<CredentialFact, 'kind' | 'key' | 'digest' | 'last4' | 'defaultOf' | 'cloud' | 'where'>;
}

/** Their literals are told with what they make, as far as they are known there. */
const TOLD_THERE: ReadonlySet<string> = new Set([
  ...Object.keys(KUBERNETES),
  ...['aws_lambda_function', 'aws_ecs_task_definition', 'aws_codebuild_project'],
]);

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

/** Literal credentials of a file of configuration (blocks) or of variables (attributes). */
export function literalsIn(body: Body, source: Source, digest: SecretDigest): readonly WrittenLiteral[] {
  const found: WrittenLiteral[] = [];
  const take =
    (address: string): Take =>
    (key, text, start) => {
      for (const one of detect(key, text)) {
        const tail = one.defaultOf === undefined ? last4(one.value) : undefined;
        found.push({
          address,
          line: source.lines.lineAt(start) + one.line,
          fact: {
            ...{ kind: one.kind, key: one.key, digest: digest.of(one.value), where: one.url ? 'url' : 'file' },
            ...(tail === undefined ? {} : { last4: tail }),
            ...(one.defaultOf === undefined ? {} : { defaultOf: one.defaultOf }),
            ...(one.cloud === undefined ? {} : { cloud: one.cloud }),
          },
        });
      }
    };
  for (const { name, value } of body.attributes) texts(value, name, take(''));
  for (const block of body.blocks) ofBlock(block, take);
  return found;
}

type Take = (key: string, text: string, start: number) => void;

function ofBlock({ type, labels, body }: Block, take: (address: string) => Take): void {
  if (!HOLDING.has(type) || (type === 'resource' && TOLD_THERE.has(labels[0] ?? ''))) return;
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

/** Each as a thing of its own: whoever may read the file has it. */
export function tellLiterals(
  literals: readonly WrittenLiteral[],
  file: string,
  { realm, path, environment }: Standing,
  { estate }: ScanContext,
): void {
  for (const { address, line, fact } of literals) {
    const kind = fact.kind === 'database-url' ? 'DataStore' : 'ApiKey';
    const within = [address, address.endsWith(`.${fact.key}`) ? '' : fact.key].filter((part) => part !== '');
    const evidence = [{ file, line }];
    const id = nodeId('terraform', 'Literal', realm, ...path, within.join('.'));
    estate.node({ id, kind, name: within.join('.'), realm, environment, evidence });
    estate.known(id, credentialKey(fact.digest));
    estate.fact({ fact: 'credential', node: id, evidence, confidence: 'configured', ...fact });
  }
}
