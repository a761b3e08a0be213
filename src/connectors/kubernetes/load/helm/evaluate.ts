import { isData } from '../../../../documents/plain.ts';
import type { Expression, Pipeline } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { Output } from './output.ts';
import { parseTemplate, type TemplateNode } from './tree.ts';
import { member, printed, truth, Unknown } from './value.ts';

/** Steps, printed characters and nested includes of one template; a template that needs more is given up. */
const BOUNDS = { steps: 200_000, characters: 8 * 1024 * 1024, includes: 30, items: 100 } as const;

export class TemplateTooLarge extends Error {}

interface Scope {
  readonly dot: unknown;
  /** The name that `.` has in placeholders. */
  readonly name: string;
  readonly variables: Map<string, unknown>;
  /** Inside a named template conditions are decided where they can be; in a manifest all are taken as true. */
  readonly strict: boolean;
}

/** Reads templates symbolically: what the chart's own values give is filled in, all else is a named placeholder. */
export class Evaluator {
  /** Blocks of unknown content that were left out. */
  dropped = 0;
  readonly #root: unknown;
  readonly #named: ReadonlyMap<string, readonly TemplateNode[]>;
  #steps = 0;
  #characters = 0;
  #includes = 0;

  constructor(root: unknown, named: ReadonlyMap<string, readonly TemplateNode[]>) {
    this.#root = root;
    this.#named = named;
  }

  run(nodes: readonly TemplateNode[], output: Output): void {
    this.#list(nodes, { dot: this.#root, name: '', variables: new Map([['$', this.#root]]), strict: false }, output);
  }

  #list(nodes: readonly TemplateNode[], scope: Scope, output: Output): void {
    for (const node of nodes) {
      if (++this.#steps > BOUNDS.steps) throw new TemplateTooLarge('it takes too many steps');
      if (node.is === 'text') this.#emit(output, node.text, node.at, true);
      else if (node.is === 'print') this.#print(node.value, node.at, scope, output);
      else this.#branch(node, scope, output);
    }
  }

  #emit(output: Output, text: string, at: number, literal: boolean): void {
    this.#characters += text.length;
    if (this.#characters > BOUNDS.characters) throw new TemplateTooLarge('it prints too much');
    output.add(text, at, literal);
  }

  #print(pipeline: Pipeline | undefined, at: number, scope: Scope, output: Output): void {
    const value = pipeline ? this.#value(pipeline.value, scope) : new Unknown('expression');
    if (pipeline && pipeline.into.length > 0) for (const name of pipeline.into) scope.variables.set(name, value);
    else this.#emit(output, printed(value), at, false);
  }

  #branch(node: Exclude<TemplateNode, { is: 'text' | 'print' }>, scope: Scope, output: Output): void {
    const value = node.value ? this.#value(node.value.value, scope) : new Unknown('condition');
    const decided = scope.strict ? truth(value) : true;
    // An undecided question in a named template ("is the release called like the chart?") is more often answered no.
    const holds = decided ?? !(value instanceof Unknown && value.name === 'condition');
    if (!holds) {
      this.#list(node.otherwise, scope, output);
      return;
    }
    if (node.is === 'range') this.#range(node.then, node.value, value, scope, output);
    else {
      for (const name of node.value?.into ?? []) scope.variables.set(name, value);
      const inner = node.is === 'with' ? { ...scope, dot: value, name: nameOf(node.value, scope) } : scope;
      this.#list(node.then, inner, output);
    }
  }

  /** Over what the values give; once, with placeholders, where they give nothing. */
  #range(
    body: readonly TemplateNode[],
    pipeline: Pipeline | undefined,
    over: unknown,
    scope: Scope,
    output: Output,
  ): void {
    const name = nameOf(pipeline, scope);
    const known: [unknown, unknown][] = Array.isArray(over)
      ? [...over.entries()]
      : isData(over)
        ? Object.entries(over)
        : [];
    const items =
      known.length > 0 ? known.slice(0, BOUNDS.items) : [[new Unknown(`${name}.key`), new Unknown(name)] as const];
    for (const [key, item] of items) {
      const into = pipeline?.into ?? [];
      const [first, second] = into;
      if (second !== undefined && first !== undefined) scope.variables.set(first, key).set(second, item);
      else if (first !== undefined) scope.variables.set(first, item);
      this.#list(body, { ...scope, dot: item, name }, output);
    }
  }

  #value(expression: Expression, scope: Scope): unknown {
    if (++this.#steps > BOUNDS.steps) throw new TemplateTooLarge('it takes too many steps');
    switch (expression.is) {
      case 'literal':
        return expression.value;
      case 'field': {
        const base = expression.of === '.' ? scope.dot : scope.variables.get(expression.of);
        const name = expression.of === '.' ? scope.name : expression.of.slice(1);
        return walked(base === undefined ? new Unknown(name) : base, name, expression.path);
      }
      case 'select':
        return walked(this.#value(expression.of, scope), '', expression.path);
      case 'call':
        return this.#call(expression.name, expression.args, scope);
    }
  }

  #call(name: string, args: readonly Expression[], scope: Scope): unknown {
    const values = args.map((one) => this.#value(one, scope));
    if (name === 'include') return this.#include(values);
    if (name === 'tpl') return this.#tpl(values);
    const fn = FUNCTIONS.get(name);
    if (name === 'toYaml' && values.at(-1) instanceof Unknown) this.dropped++;
    if (fn) return fn(values);
    const cause = values.find((one) => one instanceof Unknown);
    return cause ?? new Unknown(name);
  }

  #include(values: readonly unknown[]): unknown {
    const name = printed(values[0]);
    const nodes = this.#named.get(name);
    if (!nodes || this.#includes >= BOUNDS.includes) return new Unknown(name);
    const dot = values[1];
    return this.#nested(nodes, dot);
  }

  #tpl(values: readonly unknown[]): unknown {
    const [source, dot] = values;
    if (typeof source !== 'string') return source;
    if (!source.includes('{{') || this.#includes >= BOUNDS.includes) return source;
    return this.#nested(parseTemplate(source).nodes, dot);
  }

  #nested(nodes: readonly TemplateNode[], dot: unknown): string {
    this.#includes++;
    const output = new Output();
    this.#list(nodes, { dot, name: '', variables: new Map([['$', dot]]), strict: true }, output);
    this.#includes--;
    return output.text();
  }
}

function walked(base: unknown, name: string, path: readonly string[]): unknown {
  let value = base;
  let known = name;
  for (const key of path) {
    known = known === '' ? key : `${known}.${key}`;
    value = member(value, key, known);
  }
  return value;
}

/** What the value of an action is called: its path where it is one. */
function nameOf(pipeline: Pipeline | undefined, scope: Scope): string {
  const value = pipeline?.value;
  if (value?.is !== 'field') return 'item';
  const base = value.of === '.' ? scope.name : value.of.slice(1);
  return [base, ...value.path].filter((one) => one !== '').join('.') || 'item';
}
