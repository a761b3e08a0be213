import type { Block, Body } from '../../../hcl/ast.ts';
import { attributeOf } from './declared.ts';
import { placeIn, withNames, type Env } from './env.ts';
import { evaluate } from './evaluate.ts';
import { turnsOf } from './iterate.ts';
import { List, listOf, Mapping, mappingOf, type Place, type Val } from './value.ts';

/** Arguments that steer Terraform and say nothing of the thing. */
const META = new Set([
  'count',
  'for_each',
  'provider',
  'providers',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
  'source',
  'version',
]);

/** The arguments and nested blocks of a body, blocks as lists in the order written. */
export function bodyValue(body: Body, env: Env, meta: ReadonlySet<string> = META): Val {
  const entries = new Map<string, { at: Place; value: Val }>();
  for (const attribute of body.attributes)
    if (!meta.has(attribute.name))
      entries.set(attribute.name, { at: placeIn(env, attribute, false), value: evaluate(attribute.value, env) });
  for (const name of blockNames(body)) {
    const value = meta.has(name) ? undefined : nestedBlocks(body, name, env);
    const [first] = value?.data instanceof List ? value.data.items : [];
    if (value) entries.set(name, { at: first?.place ?? value.place, value });
  }
  return { data: new Mapping(entries), place: placeIn(env, body, false) };
}

function blockNames({ blocks }: Body): ReadonlySet<string> {
  return new Set(blocks.map(({ type, labels }) => (type === 'dynamic' ? (labels[0] ?? '') : type)));
}

/** The blocks of one name, written or dynamic; undefined when there are none. */
export function nestedBlocks(body: Body, name: string, env: Env): Val | undefined {
  const found: Val[] = [];
  let open = false;
  let any = false;
  for (const block of body.blocks) {
    const dynamic = block.type === 'dynamic' && block.labels[0] === name;
    if (!dynamic && block.type !== name) continue;
    any = true;
    if (dynamic) open = expandDynamic(block, name, env, found) || open;
    else found.push({ ...bodyValue(block.body, env, NONE), place: placeIn(env, block, true) });
  }
  return any ? listOf(found, placeIn(env, body, false), open) : undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** One block for each element; true when there may be more or fewer. */
function expandDynamic(block: Block, name: string, env: Env, found: Val[]): boolean {
  const content = block.body.blocks.find(({ type }) => type === 'content');
  const forEach = attributeOf(block.body, 'for_each');
  if (!content || !forEach) return false;
  const named = attributeOf(block.body, 'iterator');
  const iterator = named?.kind === 'variable' ? named.name : name;
  const all = turnsOf(evaluate(forEach, env));
  const place = placeIn(env, block, false);
  for (const turn of (all?.turns ?? []).slice(0, 1000)) {
    const names = new Map([
      [
        iterator,
        mappingOf(
          [
            ['key', turn.key],
            ['value', turn.value],
          ],
          place,
        ),
      ],
    ]);
    found.push({ ...bodyValue(content.body, withNames(env, names), NONE), place: placeIn(env, block, true) });
  }
  return all?.open !== undefined;
}
