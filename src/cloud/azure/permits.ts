import type { AzurePermission, AzureRoleFact } from '../../model/azure-facts.ts';
import { hasHole } from '../../model/hole.ts';
import { any, both, either, maybe, NO, type Answer } from '../answer/answer.ts';
import { likeText } from '../answer/text.ts';
import { conditionLets } from './condition.ts';
import { AZURE_ROLES, AZURE_ROLES_AS_OF } from './roles.ts';

/** What a role permits. `data`: asked of dataActions, not of actions. */
export interface Permits {
  has(action: string, data: boolean): Answer;
  /** Its dataActions as written. */
  readonly dataActions: readonly string[];
  readonly unknown?: true;
}

/** By the definition that a file prints, else by the table, else nothing but its name is known. */
export function permitsOf(
  role: string | undefined,
  name: string | undefined,
  facts: readonly AzureRoleFact[],
): Permits {
  if (facts.length > 0)
    return {
      dataActions: facts.flatMap((one) => one.permissions.flatMap(({ dataActions }) => dataActions)),
      has: (action, data) => {
        const doubts = facts.flatMap((one) => one.unresolved ?? []);
        const known = any(facts.flatMap((one) => one.permissions.map((block) => inBlock(block, action, data))));
        return known.is === 'no' && doubts.length > 0 ? maybe(...doubts) : known;
      },
    };
  const row = rowOf(role, name);
  if (row)
    return {
      dataActions: row.permissions.flatMap(({ dataActions }) => dataActions),
      has: (action, data) => any(row.permissions.map((block) => inBlock(block, action, data))),
    };
  const doubt = maybe(
    `${name ?? role ?? 'the role'}, which no file prints and is not in the table of ${AZURE_ROLES_AS_OF}, permits it`,
  );
  return { unknown: true, dataActions: [], has: () => doubt };
}

function rowOf(role: string | undefined, name: string | undefined): (typeof AZURE_ROLES)[number] | undefined {
  const guid = role?.toLowerCase();
  return AZURE_ROLES.find((one) =>
    guid === undefined ? one.name.toLowerCase() === name?.toLowerCase() : one.role === guid,
  );
}

/**
 * Azure RBAC documentation, "Understand Azure role definitions": a block grants what its actions match and its notActions do not; case does
 * not count, `*` is any run. What one block leaves out another may grant.
 */
function inBlock(block: AzurePermission, action: string, data: boolean): Answer {
  const [given, taken] = data ? [block.dataActions, block.notDataActions] : [block.actions, block.notActions];
  const asked = action.toLowerCase();
  const among = (patterns: readonly string[]): Answer =>
    any(
      patterns.map((one) =>
        hasHole(one) ? maybe(`${one} covers ${action}`) : matches(asked, one.toLowerCase().replace(/\?/gu, '')),
      ),
    );
  const grants = among(given);
  if (grants.is === 'no') return NO;
  const takes = among(taken);
  if (takes.is === 'yes') return NO;
  const left = takes.is === 'maybe' ? both(grants, takes) : grants;
  const lets = conditionLets(block.condition, action);
  return lets.is === 'maybe'
    ? both(left, maybe(`the condition of the role holds: ${(block.condition ?? '').slice(0, 300)}`))
    : left;
}

/**
 * A wildcard between two slashes may stand for nothing: `userAssignedIdentities/{*}/assign/action` of the Managed Identity Operator is about
 * `userAssignedIdentities/assign/action`, and roles that have `workspaces/{*}/write` take `workspaces/write` out again.
 */
const matches = (asked: string, pattern: string): Answer =>
  either(likeText(asked, pattern), pattern.includes('/*/') ? likeText(asked, pattern.replaceAll('/*/', '/')) : NO);
