import type { Form } from '../read/forms.ts';
import { guidIn, tellApplication, tellCredential, tellIdentity, tellPrincipal } from './identities.ts';
import { tellEntity, tellResource, tellSubscription } from './resources.ts';
import { tellAssignment, tellRole } from './rights.ts';
import { textIn, type Named, type Told } from './told.ts';

/** What each form tells. */
export const TELLERS: Readonly<Record<Form, (told: Told, named: Named) => void>> = {
  assignment: tellAssignment,
  role: tellRole,
  identity: tellIdentity,
  credential: tellCredential,
  principal: tellPrincipal,
  application: tellApplication,
  subscription: tellSubscription,
  resource: tellResource,
  entity: tellEntity,
};

/** The ids that assignments and credentials name, and both ids of an application of which one is named. */
export function namedIn(all: readonly (readonly [Form, Told])[]): Named {
  const found = new Set<string>();
  const add = (text: string | undefined): void => {
    if (text !== undefined) found.add(text.toLowerCase());
  };
  for (const [form, { entry, path }] of all) {
    if (form === 'assignment') for (const key of ['principalId', 'principalName']) add(textIn(entry, key));
    if (form === 'credential') add(guidIn(path));
  }
  for (const [form, { entry }] of all) {
    const ids = form === 'principal' || form === 'application' ? [textIn(entry, 'id'), textIn(entry, 'appId')] : [];
    if (ids.some((one) => one !== undefined && found.has(one.toLowerCase()))) ids.forEach(add);
  }
  return found;
}
