import type { Entry } from '../../documents/entry.ts';
import type { Form, Scene } from './form.ts';
import { FRAMEWORKS } from './frameworks/forms.ts';
import { CLIENT } from './mcp/client-form.ts';
import { GATEWAY, gatewayPlace } from './mcp/gateway-form.ts';
import type { Telling } from './telling.ts';

/** Every kind of file that is read here; the first that fits. */
export const FORMS: readonly Form[] = [CLIENT, GATEWAY, ...FRAMEWORKS];

interface Placed {
  readonly telling: Telling;
  readonly root: Entry;
  readonly form: Form;
}

export function sceneOf(all: readonly Placed[]): Scene {
  return {
    gateways: all.filter(({ form }) => form === GATEWAY).map(({ telling, root }) => gatewayPlace(telling, root)),
  };
}
