/** `service:Action`, as AWS writes it; no verb of Kubernetes holds a colon. */
export const isCloudAction = (verb: string): boolean => /^[a-z][a-z0-9-]{0,60}:[A-Za-z]{1,100}$/u.test(verb);
