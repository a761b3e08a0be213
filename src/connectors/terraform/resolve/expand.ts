import { hasHole, printHoles } from '../../../model/hole.ts';
import type { Block } from '../../../hcl/ast.ts';
import { LIMITS } from './budget.ts';
import { attributeOf } from './declared.ts';
import { placeIn, withNames, type Env } from './env.ts';
import { evaluate } from './evaluate.ts';
import { turnsOf } from './iterate.ts';
import { numberOf } from './operators.ts';
import { List, mappingOf, textOf, unknown, unknownName, valueOf, type Place, type Val } from './value.ts';

/** One instance of a block: of a resource or a module call. */
export interface Expanded {
  readonly index?: string | number;
  /** With the index of the instance. */
  readonly address: string;
  readonly env: Env;
}

export interface Expansion {
  readonly shape: 'one' | 'list' | 'map';
  readonly instances: readonly Expanded[];
  /** Why it is not known how many there are. */
  readonly uncertain?: string;
  /** How many there are, when those are more than are looked at. */
  readonly beyond?: number;
}

/** What count and for_each make of a block. Without a known number: one that may not be there. */
export function expand(block: Block, env: Env, address: string): Expansion {
  const count = attributeOf(block.body, 'count');
  if (count) return counted(evaluate(count, env), placeIn(env, count, false), env, address);
  const forEach = attributeOf(block.body, 'for_each');
  if (forEach) return keyed(evaluate(forEach, env), placeIn(env, forEach, false), env, address);
  return { shape: 'one', instances: [{ address, env }] };
}

function counted(value: Val, place: Place, env: Env, address: string): Expansion {
  const one = (index: number, number: Val): Expanded => ({
    index,
    address: `${address}[${index}]`,
    env: withNames(env, new Map([['count', mappingOf([['index', number]], place)]])),
  });
  const number = numberOf(value);
  if (number === undefined || number < 0) {
    const reason = `count is not known: ${unknownName(value) ?? 'no number'}`;
    return { shape: 'list', instances: [one(0, unknown(`${address}.count.index`, place))], uncertain: reason };
  }
  const instances = Array.from({ length: Math.min(Math.floor(number), LIMITS.instances) }, (_, index) =>
    one(index, valueOf(index, place)),
  );
  return { shape: 'list', instances, ...(number > LIMITS.instances ? { beyond: number } : {}) };
}

function keyed(value: Val, place: Place, env: Env, address: string): Expansion {
  const one = (key: Val, each: Val): Expanded => {
    const index = textOf(key) ?? '';
    const names = new Map([
      [
        'each',
        mappingOf(
          [
            ['key', key],
            ['value', each],
          ],
          place,
        ),
      ],
    ]);
    const shown = hasHole(index) ? printHoles(index) : index;
    return { index, address: `${address}[${JSON.stringify(shown)}]`, env: withNames(env, names) };
  };
  const found = turnsOf(value);
  const whole = unknownName(value);
  if (!found || whole !== undefined) {
    const key = unknown(`${address}.each.key`, place);
    const reason = `for_each is not known: ${whole ?? 'no map or set'}`;
    return { shape: 'map', instances: [one(key, unknown(`${address}.each.value`, place))], uncertain: reason };
  }
  const isSet = value.data instanceof List;
  const turns = found.turns.slice(0, LIMITS.instances);
  return {
    shape: 'map',
    instances: turns.map((turn) => (isSet ? one(turn.value, turn.value) : one(turn.key, turn.value))),
    ...(found.open === undefined ? {} : { uncertain: `for_each is not fully known: ${found.open}` }),
    ...(found.turns.length > LIMITS.instances ? { beyond: found.turns.length } : {}),
  };
}
