/** `service:Action`, as AWS writes it; no verb of Kubernetes holds a colon. */
export const isCloudAction = (verb: string): boolean => /^[a-z][a-z0-9-]{0,60}:[A-Za-z]{1,100}$/u.test(verb);

/** `service.resource.verb`, or with the full name of the service as deny policies write it: a permission of Google Cloud. */
export const isGcpPermission = (verb: string): boolean =>
  /^[a-z][a-z0-9]{0,60}(?:\.googleapis\.com\/[A-Za-z]{1,100}|\.[A-Za-z]{1,100})\.[A-Za-z]{1,100}$/u.test(verb);

/** `Company.Provider/resourceType/.../verb`: an action or data action of Azure. */
export const isAzureAction = (verb: string): boolean =>
  /^[A-Za-z]{1,60}\.[A-Za-z.]{1,100}(?:\/[A-Za-z0-9._-]{1,100}){1,12}$/u.test(verb) &&
  /\/(?:read|write|delete|action)$/iu.test(verb);
