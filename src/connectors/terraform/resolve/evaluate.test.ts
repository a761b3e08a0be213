import { describe, expect, it } from 'vitest';
import { valueOf } from './testing/resolve-texts.ts';

const BEFORE = `
variable "given" { default = "g" }
variable "open" {}
variable "secret" {
  default   = "Vx83kQpl29"
  sensitive = true
}
variable "db_password" { default = "Kd93mQx7Lp" }
variable "settings" {
  type    = object({ name = string, count = optional(number, 3), tags = optional(map(string), {}) })
  default = { name = 5 }
}
locals {
  a    = "x-\${var.given}"
  list = ["b", "a", "b"]
  map  = { k = "v", l = "w" }
  loop = local.pool
  pool = local.loop
}
data "aws_vpc" "main" {}
`;

/** Results as developer.hashicorp.com/terraform/language gives them, and what must stay open. */
describe('Terraform expressions', () => {
  it.each<[string, unknown]>([
    ['local.a', 'x-g'],
    ['"${local.a}/${var.open}"', 'x-g/{var.open}'],
    ['data.aws_vpc.main.id', '{data.aws_vpc.main.id}'],
    ['[for v in local.list : upper(v) if v != "a"]', ['B', 'B']],
    ['{ for k, v in local.map : v => k }', { v: 'k', w: 'l' }],
    ['{ for v in local.list : v => v... }', { b: ['b', 'b'], a: ['a'] }],
    ['[for k in toset(local.list) : k]', ['a', 'b']],
    ['var.given == "g" ? 1 : 2', 1],
    ['var.open == "" ? 1 : 1', 1],
    ['var.open == "" ? 1 : 2', '{var.open}'],
    ['"a-${var.open}" == "b"', false],
    ['var.settings', { name: '5', count: 3, tags: {} }],
    ['var.secret', '{var.secret}'],
    ['"p:${var.secret}"', 'p:{var.secret}'],
    ['var.db_password', '{var.db_password}'],
    ['local.map["k"]', 'v'],
    ['local.list[0]', 'b'],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['"%{ for k, v in local.map }${k}=${v};%{ endfor }"', 'k=v;l=w;'],
    ['"%{ if var.given == "g" }yes%{ else }no%{ endif }"', 'yes'],
    ['1 + 2 * 3', 7],
    ['!true || 3 >= 3', true],
    ['local.missing', '{local.missing}'],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, BEFORE)).toEqual(value);
  });

  it.each<[string, unknown]>([
    ['format("%s-%03d-%q", "a", 7, "b")', 'a-007-"b"'],
    ['format("%s/%s", var.open, "x")', '{var.open}/x'],
    ['join(",", local.list)', 'b,a,b'],
    ['split("/", "a/b/c")[1]', 'b'],
    ['split("/", data.aws_vpc.main.arn)[1]', '{split(data.aws_vpc.main.arn)[1]}'],
    ['replace("https://x/y", "https://", "")', 'x/y'],
    ['replace("a1b2", "/[0-9]/", "")', 'ab'],
    ['regex("^(?P<a>[a-z]+)-([0-9]+)$", "ab-12")["a"]', 'ab'],
    ['regexall("[a-z]+", "a1b2")', ['a', 'b']],
    ['regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")', '{regex()}'],
    ['try(local.list[9], local.map.none, "fallback")', 'fallback'],
    ['can(local.map.none)', false],
    ['coalesce("", null, "c")', 'c'],
    ['lookup(local.map, "z", "d")', 'd'],
    ['merge(local.map, { k = 1 })', { k: 1, l: 'w' }],
    ['concat(local.list, ["z"])', ['b', 'a', 'b', 'z']],
    ['flatten([["a"], [["b"]]])', ['a', 'b']],
    ['compact(["a", "", null])', ['a']],
    ['distinct(local.list)', ['b', 'a']],
    ['element(local.list, 4)', 'a'],
    ['zipmap(["a"], [1])', { a: 1 }],
    ['range(1, 4)', [1, 2, 3]],
    ['length(local.map)', 2],
    ['contains(local.list, "a")', true],
    ['contains([var.open], "a")', '{contains()}'],
    ['keys(local.map)', ['k', 'l']],
    ['jsondecode("{\\"a\\":[1]}").a[0]', 1],
    ['yamldecode("a: [x]").a', ['x']],
    ['jsonencode({ b = 1, a = [true, null] })', '{"a":[true,null],"b":1}'],
    ['base64decode(base64encode("hey"))', 'hey'],
    ['substr("hello", 1, 3)', 'ell'],
    ['trimsuffix(trimprefix("a-b-c", "a-"), "-c")', 'b'],
    ['title("hello world")', 'Hello World'],
    ['cidrsubnet("10.0.0.0/16", 8, 1)', '{cidrsubnet()}'],
    ['timestamp()', '{timestamp()}'],
    ['sensitive("x")', '{sensitive()}'],
    [
      'setproduct(["a"], ["b", "c"])',
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
    ],
  ])('%s', (expression, value) => {
    expect(valueOf(expression, BEFORE)).toEqual(value);
  });

  it('lets what refers to itself be a hole', () => {
    expect(valueOf('local.loop', BEFORE)).toBe('{local.loop}');
  });

  it('ends what would grow without end', () => {
    const doubled = Array.from({ length: 60 }, (_, at) => `l${at + 1} = "\${local.l${at}}\${local.l${at}}"`).join('\n');
    expect(typeof valueOf('local.l60', `locals {\nl0 = "aaaa"\n${doubled}\n}`)).toBe('string');
    const grown = `locals {
      a = join("", [for n in range(1000) : "aaaaaaaaaa"])
      b = replace(local.a, "a", local.a)
      c = replace(local.b, "a", local.a)
      d = indent(1000, replace(local.a, "a", "\\n"))
      e = jsonencode([for n in range(1000) : [for m in range(1000) : local.a]])
      f = setproduct(range(1000), range(1000), range(1000))
    }`;
    for (const name of ['b', 'c', 'd', 'e', 'f'])
      expect(typeof valueOf(`md5(jsonencode(local.${name}))`, grown)).toBe('string');
    const nested = Array.from({ length: 2000 }, (_, at) => `m${at + 1} = [local.m${at}]`).join('\n');
    expect(valueOf('local.m2000', `locals {\nm0 = 1\n${nested}\n}`)).toBeDefined();
  });
});
