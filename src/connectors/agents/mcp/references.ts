/** A text that names where a value comes from instead of being it. */
const REFERENCE =
  /\$\{\{\s*(?:secrets|env|inputs)\.([\w.-]{1,120})\s*\}\}|\$\{(?:env:|input:|secret:|file:)?([^}\s:]{1,120})(?::-[^}]{0,200})?\}|\$env:(\w{1,120})|\{env:(\w{1,120})\}|\{\{\s*([\w.-]{1,120})\s*\}\}|^\$(\w{1,120})$|%(\w{1,120})%/gu;

/** Names of the variables, inputs and secrets that a text refers to. */
export function referencesIn(text: string): readonly string[] {
  return [...text.slice(0, 10_000).matchAll(REFERENCE)].flatMap((match) => match.slice(1).find(Boolean) ?? []);
}

/**
 * The token of whoever is asking, as clients and frameworks spell it: LibreChat's `{{LIBRECHAT_OPENID_ACCESS_TOKEN}}`, Open WebUI's and
 * gateways' `${user_token}`, an incoming `Authorization` header.
 */
const CALLERS =
  /(?:\$\{?\{?|\{\{)\s*(?:env:)?(?:librechat_openid_(?:access_)?(?:id_)?token|librechat_graph_access_token|user[._-]?(?:access[._-]?)?token|(?:current|calling|incoming)[._-](?:user[._-])?token|(?:request|req|incoming|context)\.(?:state\.|user\.|headers?\.?\[?["']?)?(?:authorization|(?:access_|id_)?token)["']?\]?|caller[._-]?token|(?:oidc|session)[._-]access[._-]token)\s*\}/iu;

export const passesCaller = (text: string): boolean => CALLERS.test(text.slice(0, 2000));
