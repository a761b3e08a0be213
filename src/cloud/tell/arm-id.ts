import { printHoles } from '../../model/hole.ts';

/** An id of Azure Resource Manager in its parts, lower case as Azure compares it. */
export interface ArmId {
  /** `microsoft.storage/storageaccounts`; `microsoft.resources/subscriptions` and so on for the scopes; `tenant` for `/`. */
  readonly type: string;
  readonly subscription?: string;
  /** What follows the subscription: the resource group, then the names of the resource and its parents. */
  readonly path: readonly string[];
  /** The last name, as written. */
  readonly name: string;
  /** The whole, normalised: scopes are prefixes of what stands under them at a slash. */
  readonly id: string;
}

const SUBSCRIPTION = 'microsoft.resources/subscriptions';
const GROUP = 'microsoft.resources/resourcegroups';

/**
 * Azure Resource Manager documentation, "Understand scope for Azure RBAC": `/subscriptions/ID/resourceGroups/NAME/providers/NAMESPACE/TYPE/NAME[/TYPE/NAME...]`.
 * Names may hold holes; they are printed. A text of another form is a thing of its own name.
 */
export function parseArmId(written: string): ArmId {
  const parts = printHoles(written)
    .split('/')
    .filter((part) => part !== '')
    .slice(0, 40);
  const low = parts.map((part) => part.toLowerCase());
  const id = `/${low.join('/')}`;
  const name = parts.at(-1) ?? '/';
  if (low.length === 0) return { type: 'tenant', path: ['/'], name: '/', id: '/' };
  const subscription = low[0] === 'subscriptions' ? low[1] : undefined;
  const group = subscription !== undefined && low[2] === 'resourcegroups' ? low[3] : undefined;
  const provider = low.lastIndexOf('providers');
  if (provider < 0 || low.length < provider + 4) {
    if (group !== undefined) return { type: GROUP, path: [group], name, id, ...(subscription ? { subscription } : {}) };
    if (subscription !== undefined) return { type: SUBSCRIPTION, subscription, path: [], name, id };
    return { type: 'unknown', path: low, name, id };
  }
  const [space = '', ...rest] = low.slice(provider + 1);
  const types = rest.filter((_, at) => at % 2 === 0);
  const names = rest.filter((_, at) => at % 2 === 1);
  const path = [...(group === undefined ? [] : [group]), ...names];
  return { type: [space, ...types].join('/'), path, name, id, ...(subscription === undefined ? {} : { subscription }) };
}
