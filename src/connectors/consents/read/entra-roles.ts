import { GRAPH_ROLES } from '../scopes/entra.ts';
import type { Row } from '../types.ts';

/** The name of an application permission: by the roles of the resource where the export has it, else by Microsoft Graph's own. */
export function roleNames(
  principals: readonly Row[],
): (resource: string | undefined, role: string | undefined) => string | undefined {
  const names = new Map<string, string>();
  for (const { entry } of principals)
    for (const role of entry.items('appRoles')) {
      const [resource, id, value] = [entry.text('id'), role.text('id'), role.text('value')];
      if (resource !== undefined && id !== undefined && value !== undefined) names.set(`${resource}\0${id}`, value);
    }
  return (resource, role) => {
    if (role === undefined) return undefined;
    return (
      names.get(`${resource ?? ''}\0${role}`) ?? (Object.hasOwn(GRAPH_ROLES, role) ? GRAPH_ROLES[role] : undefined)
    );
  };
}
