import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { parseHcl, parseHclExpression, parseHclTemplate } from './parse.ts';
import { printBody, printExpression } from './testing/print.ts';

/** Without places, and with texts beside each other put together. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return joined(value.map(bare));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !['start', 'end', 'exact'].includes(key));
  return Object.fromEntries(kept.map(([key, one]) => [key, bare(one)]));
}

function joined(items: readonly unknown[]): readonly unknown[] {
  const made: unknown[] = [];
  for (const item of items) {
    const last = made.at(-1);
    if (isText(item) && isText(last)) made[made.length - 1] = { part: 'text', text: last.text + item.text };
    else made.push(item);
  }
  return made;
}

const isText = (one: unknown): one is { readonly part: 'text'; readonly text: string } =>
  typeof one === 'object' && one !== null && 'part' in one && one.part === 'text';

const expression = (text: string): Expression => {
  const parsed = parseHclExpression(text);
  if ('kind' in parsed) return parsed;
  throw new Error(`${parsed.message} at ${parsed.offset}`);
};

const heredoc = (text: string): string => {
  const value = parseHcl(`a = ${text}\n`).body.attributes[0]?.value;
  return value?.kind === 'template'
    ? value.parts.map((part) => (part.part === 'text' ? part.text : '<>')).join('')
    : '?';
};

const SAMPLE = `
a = 1 # comment
b = [1.5, true, null, "x \${y} $\${z} \\u00e9\\n"] // comment
c = { k = v, "q" : w, (e) = f
  g = h /* comment */
}
d = a.b[0].c.0.d[*].e[1].*.f["k"]
e = [for k, v in x : "\${k}-\${v}" if v != null && !k]
f = { for v in x : v.id => v... if true }
g = -1 + 2 * (3 - 4) / 5 % 6 == 7 || a <= b ? f(a, b...) : provider::aws::g()
h = "%{ if a }x%{ else }y%{ endif }%{ for a, b in c }\${a}%{ endfor }"
i = <<-EOT
    one \${x}
      two
  EOT
block "label" other {
  nested { x = 1 }
  y = "z"
}
`;

describe('HCL native syntax', () => {
  it('reads a file with its places', () => {
    const { body, problems } = parseHcl(SAMPLE);
    expect(problems).toEqual([]);
    expect(body.attributes.map(({ name }) => name).join('')).toBe('abcdefghi');
    const [block] = body.blocks;
    expect([block?.type, block?.labels, block?.body.blocks[0]?.type]).toEqual(['block', ['label', 'other'], 'nested']);
    const [, second] = body.attributes;
    expect(SAMPLE.slice(second?.value.start, second?.value.end)).toBe('[1.5, true, null, "x ${y} $${z} \\u00e9\\n"]');
  });

  it('binds operators as the specification says', () => {
    expect(printed('a + b * c - d')).toBe('((a + (b * c)) - d)');
    expect(printed('a || b && c == d + e')).toBe('(a || (b && (c == (d + e))))');
    expect(printed('!a && -b < c')).toBe('(!a && (-b < c))');
    expect(printed('a ? b : c ? d : e')).toBe('(a ? b : (c ? d : e))');
  });

  it('ends a value at the end of its line, and a comment is no division', () => {
    const { body, problems } = parseHcl('a = 6 // c\nb = 1\n-c = 2\n');
    expect(body.attributes.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(problems).toHaveLength(1);
  });

  it('keeps the first steps of a splat apart from what follows it', () => {
    expect(expression('a.*.b[0]').kind).toBe('index');
    expect(expression('a[*].b[0]').kind).toBe('splat');
  });

  it('takes indentation away, blank lines left out', () => {
    expect(heredoc('<<-EOT\n    a\n\n      b\n    EOT')).toBe('a\n\n  b\n');
    expect(heredoc('<<EOT\n  a\n EOT')).toBe('  a\n');
    expect(heredoc('<<-EOT\n  ${x}\n    b\nEOT')).toBe('<>\n  b\n');
    expect(heredoc('<<-EOT\n  a ${~ x ~} \n  EOT')).toBe('a<>');
  });

  it('knows escapes, in quotes only', () => {
    expect(bare(expression('"a\\t\\"\\\\$${b}%%{c}"'))).toEqual({
      kind: 'template',
      parts: [{ part: 'text', text: 'a\t"\\${b}%{c}' }],
    });
    expect(bare(parseHclTemplate('a\\t$${b}'))).toEqual({
      kind: 'template',
      parts: [{ part: 'text', text: 'a\\t${b}' }],
    });
  });

  it('keeps numbers that a double cannot hold as they are written', () => {
    expect(bare(expression('123456789012345678901'))).toEqual({ kind: 'literal', value: '123456789012345678901' });
  });

  it.each([
    ['a = ', 1],
    ['a = "x\n', 1],
    ['a = <<EOT\nx\n', 1],
    ['resource "a" {\n  b = [1, 2\n}\n', 3],
    ['a = 1 2', 1],
    ['a {', 1],
    ['/* open', 1],
    ['a = "\\q"', 1],
  ])('says where %j is wrong', (text, line) => {
    expect(parseHcl(text).problems[0]?.line).toBe(line);
  });

  it('loses a damaged block alone', () => {
    const { body, problems } = parseHcl('x "a" {\n  b = 1\n}\ny "b" {\n  c = = 2\n}\nz "c" {}\n');
    expect(body.blocks.map(({ type }) => type)).toEqual(['x', 'z']);
    expect(problems.map(({ line }) => line)).toEqual([5]);
  });

  it.each([
    ['brackets', `a = ${'['.repeat(100_000)}`],
    ['templates', `a = ${'"${'.repeat(100_000)}`],
    ['unary signs', `a = ${'!'.repeat(100_000)}b`],
    ['conditionals', `a = ${'b ? c : '.repeat(100_000)}d`],
    ['steps', `a = b${'.c'.repeat(100_000)}`],
    ['operators', `a = b${' + c'.repeat(100_000)}`],
    ['blocks', 'a {\n'.repeat(100_000)],
    ['directives', `a = "${'%{if a}'.repeat(100_000)}"`],
    ['splats', `a = b${'[*]'.repeat(100_000)}`],
  ])('refuses endless %s', (_, text) => {
    expect(parseHcl(text).problems).toHaveLength(1);
  });

  it('parses again what it printed, the same', () => {
    const { body } = parseHcl(SAMPLE);
    expect(bare(parseHcl(printBody(body)).body)).toEqual(bare(body));
  });

  it('never throws, and names lines that are there', () => {
    const damage = fc.record({
      at: fc.nat(SAMPLE.length),
      cut: fc.nat(12),
      put: fc.string({ maxLength: 6, unit: fc.constantFrom(...'"${}%[]()<>-=.:?*#/\\\nEOTafor 0,'.split('')) }),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (all) => {
        let text = SAMPLE;
        for (const { at, cut, put } of all) text = text.slice(0, at) + put + text.slice(at + cut);
        const { body, problems } = parseHcl(text);
        const lines = text.split('\n').length;
        expect(problems.every(({ line }) => line >= 1 && line <= lines)).toBe(true);
        expect(bare(parseHcl(printBody(body)).body)).toEqual(bare(body));
      }),
      { numRuns: 400 },
    );
  });
});

/** Fully in parentheses. */
function printed(text: string): string {
  const show = (one: Expression): string => {
    if (one.kind === 'binary') return `(${show(one.left)} ${one.operator} ${show(one.right)})`;
    if (one.kind === 'conditional') return `(${show(one.condition)} ? ${show(one.then)} : ${show(one.otherwise)})`;
    return one.kind === 'unary' ? `${one.operator}${show(one.operand)}` : printExpression(one);
  };
  return show(expression(text));
}
