import type { Expression } from '../../../hcl/ast.ts';
import { hasHole, hole } from '../../../model/hole.ts';
import { attributeOf, literalText, type Declared } from './declared.ts';
import { bodyValue } from './body.ts';
import type { Env } from './env.ts';
import { List, Mapping, textOf, type Val } from './value.ts';

/** What a provider configuration says of the account, region or project that it works in. */
export interface ProviderAccount {
  /** Twelve digits or a hole. */
  readonly account: string;
  readonly region?: string;
  /** The map of `default_tags`: every resource of the provider has them beside its own. */
  readonly tags?: Val;
  /** Of Google Cloud: what resources that name no project of their own stand in. */
  readonly project?: Val;
}

/** The providers of AWS and Google Cloud that a root configures, by `aws` or `aws.alias`. */
export function providersOf(
  declared: Declared,
  envOf: (source: Env['source']) => Env,
  account: string,
): ReadonlyMap<string, ProviderAccount> {
  const found = new Map<string, ProviderAccount>();
  for (const { block, source } of declared.providers) {
    const label = block.labels[0] ?? '';
    if (label !== 'aws' && !GOOGLE.has(label)) continue;
    const alias = literalText(attributeOf(block.body, 'alias'));
    const config = bodyValue(block.body, envOf(source));
    if (GOOGLE.has(label)) {
      const project = member(config, 'project');
      found.set(alias === undefined ? label : `${label}.${alias}`, { account, ...(project ? { project } : {}) });
      continue;
    }
    const region = textOf(member(config, 'region') ?? config);
    const named = accountOf(config);
    const tags = defaultTags(config);
    // Another role or profile is another account than the one that runs Terraform, unless somebody says so.
    const other = alias !== undefined && (member(config, 'assume_role') ?? member(config, 'profile')) !== undefined;
    found.set(alias === undefined ? 'aws' : `aws.${alias}`, {
      account: named ?? (other ? hole(`account of provider aws.${alias}`) : account),
      ...(region === undefined || hasHole(region) ? {} : { region }),
      ...(tags === undefined ? {} : { tags }),
    });
  }
  return found;
}

const GOOGLE: ReadonlySet<string> = new Set(['google', 'google-beta']);
const DIGITS = /^\d{12}$/u;

function accountOf(config: Val): string | undefined {
  const allowed = member(config, 'allowed_account_ids')?.data;
  const [first, second] = allowed instanceof List ? allowed.items : [];
  const only = first && !second ? textOf(first) : undefined;
  if (only !== undefined && DIGITS.test(only)) return only;
  const roles = member(config, 'assume_role')?.data;
  const [role] = roles instanceof List ? roles.items : [];
  const arn = role && textOf(member(role, 'role_arn') ?? role);
  return /^arn:[a-z-]{3,20}:iam::(\d{12}):role\//u.exec(arn ?? '')?.[1];
}

function defaultTags(config: Val): Val | undefined {
  const blocks = member(config, 'default_tags')?.data;
  const [first] = blocks instanceof List ? blocks.items : [];
  return first && member(first, 'tags');
}

function member({ data }: Val, name: string): Val | undefined {
  const value = data instanceof Mapping ? data.entries.get(name)?.value : undefined;
  return value?.data === null ? undefined : value;
}

/** `aws.east` as it is written in `provider =` and in `providers = {}`. */
export function providerName(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'variable') return expression.name;
  if (expression?.kind === 'get' && expression.from.kind === 'variable')
    return `${expression.from.name}.${expression.name}`;
  return literalText(expression);
}
