import { hole } from '../../model/hole.ts';
import { alike } from './alike.ts';
import { mayDo } from './ask.ts';
import { basisOf } from './basis.ts';
import type { Granted, Target } from './granted.ts';
import type { Known } from './request.ts';
import { concerns } from './world/concerns.ts';
import type { AwsIdentity, Standing, World } from './world/types.ts';

/** A name that no policy is about. */
const SOME = 'writ-any';
export const REGION = 'us-east-1';

const regions = new WeakMap<Standing, readonly string[]>();

/** Regions that policies of the organisation name, beside one that is always there: a rule on regions leaves one of them. */
export function regionsOf(world: World, account: string): readonly string[] {
  const standing = world.standingOf(account);
  const known = regions.get(standing);
  if (known) return known;
  const { scps = [], rcps = [] } = standing;
  const conditions = [...scps, ...rcps]
    .flat()
    .flatMap(({ policy }) => policy.statements.flatMap((one) => one.conditions));
  const named = conditions
    .filter(({ key }) => key.toLowerCase() === 'aws:requestedregion')
    .flatMap(({ values }) => values);
  const found = [...new Set([REGION, ...named.filter((one) => /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d$/u.test(one))])];
  regions.set(standing, found);
  return found;
}

/** A template with everything but what the caller chooses; `{name}` and its like stay. */
export function placed(template: string, account: string, region: string): string {
  return template.replace('{account}', account).replace('{region}', region);
}

const filled = (template: string, by: (name: string) => string): string =>
  template.replace(/\{([a-z]{1,20})\}/gu, (_, name: string) => by(name));

/** Resources of a name that no policy is about, made once while one template is asked about in one account. */
const named = new Map<string, string>();
let lastNamed = '';

function anyNamed(template: string, account: string, region: string): string {
  const about = `${account} ${template}`;
  if (about !== lastNamed) named.clear();
  lastNamed = about;
  const known = named.get(region);
  if (known !== undefined) return known;
  const made = filled(placed(template, account, region), () => SOME);
  named.set(region, made);
  return made;
}

/** Templates with a hole in each place, made once; a hostile policy may name things like templates. */
const opened = new Map<string, string>();
const MOST = 1000;

function withHoles(template: string): string {
  const known = opened.get(template);
  if (known !== undefined) return known;
  const made = filled(template, hole);
  if (opened.size >= MOST) opened.clear();
  opened.set(template, made);
  return made;
}

/** An answer about a template is that of all whose statements about the action are written the same. */
export function alikeSome(
  world: World,
  who: AwsIdentity,
  action: string,
  template: string,
  account: string,
  more: Partial<Target>,
  ask: () => Granted | undefined,
): Granted | undefined {
  if (!more.policy && !concerns(who.concerns, action)) return undefined;
  const basis = basisOf(world, who, action, { ...more, resource: withHoles(template), account }, {});
  return alike(world, basis && { ...basis, key: `some ${template} ${basis.key}` }, ask);
}

/** A right on things of a name that nobody has named: what it allows there it allows on any that no statement names. */
export function mayDoAny(
  world: World,
  who: AwsIdentity,
  action: string,
  template: string,
  account: string,
  more: Partial<Target> = {},
  known: Known = {},
): Granted | undefined {
  if (!more.policy && !concerns(who.concerns, action)) return undefined;
  let possible: Granted | undefined;
  for (const region of template === '*' || template.includes('{region}') ? regionsOf(world, account) : ['']) {
    const resource = anyNamed(template, account, region);
    const granted = mayDo(world, who, action, { ...more, resource, account }, inRegion(region, known));
    if (granted?.confidence === 'proved') return granted;
    possible ??= granted;
  }
  return possible;
}

/**
 * May the identity do this on something whose name it chooses, or that exists under whatever name? An answer that is sure is one for a name that
 * was asked: any, else one after the patterns of the statements that may allow it.
 */
export function mayDoSome(
  world: World,
  who: AwsIdentity,
  action: string,
  template: string,
  account: string,
  more: Partial<Target> = {},
  known: Known = {},
  any = mayDoAny(world, who, action, template, account, more, known),
): Granted | undefined {
  if (!more.policy && !concerns(who.concerns, action)) return undefined;
  let possible = any;
  if (possible?.confidence === 'proved' || template === '*') return possible;
  const patterns = patternsOf(world, who, action, more);
  const home = placed(template, account, regionsOf(world, account)[0] ?? '').split(':');
  for (const pattern of patterns) {
    const like = after(pattern, home, account);
    if (like === undefined) continue;
    const region = like.split(':')[3] ?? '';
    const granted = mayDo(world, who, action, { ...more, resource: like, account }, inRegion(region, known));
    if (granted?.confidence === 'proved') return granted;
    possible ??= granted;
  }
  if (possible) return possible;
  const open = filled(placed(template, account, hole('region')), hole);
  return mayDo(world, who, action, { ...more, resource: open, account }, known);
}

/** Resources of the statements that may allow the action, of the identity and of the thing. */
function patternsOf(
  { spokenOf }: World,
  { spoken }: AwsIdentity,
  action: string,
  { policy }: Partial<Target>,
): readonly string[] {
  const all = policy ? [...spoken, ...spokenOf(policy.policy)] : spoken;
  const found = all.flatMap(({ statement, concerns: about }) =>
    statement.effect === 'Allow' && concerns(about, action) ? (statement.resources ?? []) : [],
  );
  return [...new Set(found)].filter((one) => one !== '*');
}

const inRegion = (region: string, known: Known): Known =>
  region === '' ? known : { ...known, 'aws:RequestedRegion': [region] };

/** The ARN that a pattern of a policy is about, with its stars filled: only for the service and account of the template. */
function after(pattern: string, template: readonly string[], account: string): string | undefined {
  const [, partition, own, home, theirs, ...names] = template;
  if (!pattern.startsWith('arn:') || !pattern.includes(`:${own ?? ''}:`)) return undefined;
  const [, , service, region, owner, ...rest] = pattern.split(':');
  if (service !== own || rest.length === 0) return undefined;
  const plain = (text: string): string => text.replace(/\*+/gu, SOME).replace(/\?/gu, 'x');
  const place = region === undefined || /[*?]/u.test(region) ? (home ?? '') : region;
  const whose = owner === undefined || owner === '' || /[*?]/u.test(owner) ? (theirs ?? account) : owner;
  const name = plain(rest.join(':'));
  // Of the kind that is asked about: a bucket is no object.
  const literal = names.join(':').split('{')[0] ?? '';
  if (!name.startsWith(literal) || name === literal) return undefined;
  return ['arn', partition ?? 'aws', own, place, whose, name].join(':');
}
