/**
 * HCL native syntax as a tree (github.com/hashicorp/hcl, hclsyntax/spec.md). Every part knows where it stands: half-open UTF-16 offsets in the text of
 * its file.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** In the order written. Two attributes of one name may stand here: the reader decides. */
export interface Body extends Range {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Attribute extends Range {
  readonly name: string;
  readonly value: Expression;
}

export interface Block extends Range {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

export type Expression =
  | Literal
  | Template
  | Variable
  | Item
  | GetAttribute
  | Index
  | Splat
  | Call
  | Tuple
  | ObjectOf
  | For
  | Unary
  | Binary
  | Conditional
  | Group;

/** Numbers that lose digits as a double are text. */
export interface Literal extends Range {
  readonly kind: 'literal';
  readonly value: number | string | boolean | null;
}

/** A quoted template or heredoc. One that is a single interpolation has the value of it, not a text. */
export interface Template extends Range {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TextPart | Interpolation | IfPart | ForPart;

/** Escapes and strip markers are applied. `exact`: the text stands in the file just so, character by character from `start`. */
export interface TextPart extends Range {
  readonly part: 'text';
  readonly text: string;
  readonly exact: boolean;
}

export interface Interpolation extends Range {
  readonly part: 'value';
  readonly value: Expression;
}

export interface IfPart extends Range {
  readonly part: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

export interface ForPart extends Range {
  readonly part: 'for';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly each: readonly TemplatePart[];
}

export interface Variable extends Range {
  readonly kind: 'variable';
  readonly name: string;
}

/** In a splat: the element at hand. */
export interface Item extends Range {
  readonly kind: 'item';
}

export interface GetAttribute extends Range {
  readonly kind: 'get';
  readonly from: Expression;
  readonly name: string;
}

/** `a[key]`, and the old `a.0`. */
export interface Index extends Range {
  readonly kind: 'index';
  readonly from: Expression;
  readonly key: Expression;
}

/** `from[*]...` (full) or `from.*...`: `each` is applied to every element, its innermost part is the item. */
export interface Splat extends Range {
  readonly kind: 'splat';
  readonly from: Expression;
  readonly full: boolean;
  readonly each: Expression;
}

/** `expand`: the last argument is a list of arguments (`...`). Provider functions are named `provider::name::function`. */
export interface Call extends Range {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly expand: boolean;
}

export interface Tuple extends Range {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

/** A bare word before `=` is a literal text: its key is a template of one text. */
export interface ObjectOf extends Range {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** With `key` an object, else a tuple. `group`: values of one key become a list. */
export interface For extends Range {
  readonly kind: 'for';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly key?: Expression;
  readonly value: Expression;
  readonly group: boolean;
  readonly condition?: Expression;
}

export interface Unary extends Range {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type Operator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Range {
  readonly kind: 'binary';
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Range {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** Parentheses. */
export interface Group extends Range {
  readonly kind: 'group';
  readonly inner: Expression;
}
