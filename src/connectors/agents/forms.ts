import type { Entry } from '../../documents/entry.ts';
import { CARD } from './a2a/card-form.ts';
import type { Form, Scene } from './form.ts';
import { FRAMEWORKS } from './frameworks/forms.ts';
import { CLIENT } from './mcp/client-form.ts';
import { GATEWAY, gatewayPlace } from './mcp/gateway-form.ts';
import { BUNDLE, CATALOGUE, SERVER_JSON, TOOL_LIST } from './mcp/list-forms.ts';
import type { Telling } from './telling.ts';

/** Every kind of file that is read here; the first that fits. */
export const FORMS: readonly Form[] = [CLIENT, GATEWAY, CARD, TOOL_LIST, SERVER_JSON, BUNDLE, CATALOGUE, ...FRAMEWORKS];

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
