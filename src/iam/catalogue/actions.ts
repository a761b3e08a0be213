import { kept, readTable } from './data.ts';
import { isService } from './services.ts';

/** What the service authorization reference says of one action. */
export interface ActionInfo {
  /** As written there, without the service: `GetObject`. */
  readonly name: string;
  readonly accessLevel: string;
  /** Names of resource types in the service's own table; a required one ends with nothing else than its name. */
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
  /** Condition keys, as written there: those of the action and of its resource types under this action. */
  readonly conditionKeys: readonly string[];
  /** Actions that the caller needs besides: `iam:PassRole`. */
  readonly dependentActions: readonly string[];
}

interface Row {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
    readonly dependentActions: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

/** Actions of a service by folded name; empty for a service that is not known. */
export const actionsOf: (service: string) => ReadonlyMap<string, ActionInfo> = kept((service) => {
  if (!isService(service)) return new Map();
  const rows = readTable('actions', `${service.toLowerCase()}.json`) as Readonly<Record<string, Row>>;
  return new Map(Object.entries(rows).map(([key, row]) => [key, infoOf(row)]));
});

/** One action, `service:Action`, without case. */
export function actionInfo(action: string): ActionInfo | undefined {
  const colon = action.indexOf(':');
  return colon < 0
    ? undefined
    : actionsOf(action.slice(0, colon).toLowerCase()).get(action.slice(colon + 1).toLowerCase());
}

function infoOf(row: Row): ActionInfo {
  const { name, accessLevel, resourceTypes } = row;
  return {
    name,
    accessLevel,
    resourceTypes: resourceTypes.map((type) => ({ name: type.name, required: type.required })),
    conditionKeys: unique([...row.conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)]),
    dependentActions: unique([...row.dependentActions, ...resourceTypes.flatMap((type) => type.dependentActions)]),
  };
}

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();
