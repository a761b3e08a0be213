import type { Body, Expression, ObjectItem, TemplatePart } from '../ast.ts';

/** A tree as text of HCL native syntax: parsed again it is the same tree. For tests. */
export function printBody({ attributes, blocks }: Body): string {
  const lines = [
    ...attributes.map(({ name, value }) => `${name} = ${printExpression(value)}`),
    ...blocks.map(({ type, labels, body }) => `${[type, ...labels.map(quoted)].join(' ')} {\n${printBody(body)}\n}`),
  ];
  return lines.join('\n');
}

/** `old`: steps of `.*` are names and `.0`. */
export function printExpression(one: Expression, old = false): string {
  const print = (inner: Expression): string => printExpression(inner);
  switch (one.kind) {
    case 'literal':
      return String(one.value);
    case 'template':
      return `"${one.parts.map(printPart).join('')}"`;
    case 'variable':
      return one.name;
    case 'item':
      return '';
    case 'get':
      return `${printExpression(one.from, old)}.${one.name}`;
    case 'index':
      return printExpression(one.from, old) + (old ? `.${print(one.key)}` : `[${print(one.key)}]`);
    case 'splat':
      return `${printExpression(one.from, old)}${one.full ? '[*]' : '.*'}${printExpression(one.each, !one.full)}`;
    case 'call':
      return `${one.name}(${one.args.map(print).join(', ')}${one.expand ? '...' : ''})`;
    case 'tuple':
      return `[${one.items.map(print).join(', ')}]`;
    case 'object':
      return `{ ${one.items.map(printItem).join(', ')} }`;
    case 'for': {
      const names = [one.keyName, one.valueName].filter((name) => name !== undefined).join(', ');
      const head = `for ${names} in ${print(one.collection)} : ${one.key ? `${print(one.key)} => ` : ''}${print(one.value)}`;
      const inner = `${head}${one.group ? '...' : ''}${one.condition ? ` if ${print(one.condition)}` : ''}`;
      return one.key ? `{${inner}}` : `[${inner}]`;
    }
    case 'unary':
      return `${one.operator}${print(one.operand)}`;
    case 'binary':
      return `${print(one.left)} ${one.operator} ${print(one.right)}`;
    case 'conditional':
      return `${print(one.condition)} ? ${print(one.then)} : ${print(one.otherwise)}`;
    case 'group':
      return `(${print(one.inner)})`;
  }
}

const printItem = ({ key, value }: ObjectItem): string => `${printExpression(key)} = ${printExpression(value)}`;

function printPart(part: TemplatePart): string {
  switch (part.part) {
    case 'text':
      return escaped(part.text);
    case 'value':
      return `\${${printExpression(part.value)}}`;
    case 'if': {
      const otherwise = part.otherwise.length === 0 ? '' : `%{else}${part.otherwise.map(printPart).join('')}`;
      return `%{if ${printExpression(part.condition)}}${part.then.map(printPart).join('')}${otherwise}%{endif}`;
    }
    case 'for': {
      const names = [part.keyName, part.valueName].filter((name) => name !== undefined).join(', ');
      return `%{for ${names} in ${printExpression(part.collection)}}${part.each.map(printPart).join('')}%{endfor}`;
    }
  }
}

const quoted = (text: string): string => `"${escaped(text)}"`;

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{');
