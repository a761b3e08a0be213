import type { Expression } from '../../../hcl/ast.ts';
import type { Env } from './env.ts';
import { evaluate } from './evaluate.ts';
import { toset } from './functions/convert.ts';
import { numberOf, truthOf } from './operators.ts';
import { List, listOf, Mapping, textOf, unknownName, valueOf, type Place, type Val } from './value.ts';

/** A value as the type constraint of a variable makes it: texts and numbers converted, optional attributes with their defaults. */
export function conformed(value: Val, type: Expression | undefined, env: Env): Val {
  if (!type || value.data === null || unknownName(value) !== undefined) return value;
  if (type.kind === 'variable') return primitive(value, type.name);
  if (type.kind !== 'call') return value;
  const [inner] = type.args;
  switch (type.name) {
    case 'list':
      return each(value, inner, env);
    case 'set': {
      const made = toset([each(value, inner, env)], { place: value.place, env, evaluate });
      return made === undefined || made === 'failed' ? value : made;
    }
    case 'map':
      return mapped(value, () => inner, env);
    case 'object':
      return inner?.kind === 'object' ? objectOf(value, fieldsOf(inner), env) : value;
    default:
      return value;
  }
}

function primitive(value: Val, type: string): Val {
  const { place } = value;
  if (type === 'string') {
    const text = textOf(value);
    return text === undefined || typeof value.data === 'string' ? value : valueOf(text, place);
  }
  const made = type === 'number' ? numberOf(value) : type === 'bool' ? truthOf(value) : undefined;
  return made === undefined ? value : valueOf(made, place);
}

function each(value: Val, type: Expression | undefined, env: Env): Val {
  if (!(value.data instanceof List)) return value;
  return listOf(
    value.data.items.map((item) => conformed(item, type, env)),
    value.place,
    value.data.open,
  );
}

function mapped(value: Val, typeOf: (key: string) => Expression | undefined, env: Env): Val {
  if (!(value.data instanceof Mapping)) return value;
  const entries = [...value.data.entries].map(
    ([key, { at, value: one }]) => [key, { at, value: conformed(one, typeOf(key), env) }] as const,
  );
  return { ...value, data: new Mapping(new Map(entries), value.data.rest) };
}

interface Field {
  readonly type: Expression | undefined;
  readonly otherwise: Expression | undefined;
}

function fieldsOf(object: Extract<Expression, { kind: 'object' }>): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const { key, value } of object.items) {
    const [part] = key.kind === 'template' ? key.parts : [];
    if (part?.part !== 'text') continue;
    const optional = value.kind === 'call' && value.name === 'optional';
    fields.set(
      part.text,
      optional ? { type: value.args[0], otherwise: value.args[1] } : { type: value, otherwise: undefined },
    );
  }
  return fields;
}

/** Only the attributes that the type names; those that are left out have their default, or are null. */
function objectOf(value: Val, fields: ReadonlyMap<string, Field>, env: Env): Val {
  if (!(value.data instanceof Mapping)) return value;
  const entries = new Map<string, { at: Place; value: Val }>();
  for (const [name, { type, otherwise }] of fields) {
    const given = value.data.entries.get(name);
    if (given === undefined && value.data.rest !== undefined) continue;
    const at = given?.at ?? value.place;
    const plain =
      given && given.value.data !== null ? given.value : otherwise ? evaluate(otherwise, env) : valueOf(null, at);
    entries.set(name, { at, value: conformed(plain, type, env) });
  }
  return { ...value, data: new Mapping(entries, value.data.rest) };
}
