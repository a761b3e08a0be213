import type { AwsPolicy, AwsStatement } from '../../../model/aws-policy.ts';
import { hasHole } from '../../../model/hole.ts';

/**
 * What policies speak of, read without deciding anything: an index may only leave out what no statement can allow. Deciding is the
 * evaluator's.
 */

/** Services that Allow statements may be about; `all` where one speaks of every service, or of what is not known. */
export type Services = ReadonlySet<string> | 'all';

export function servicesOf(policies: readonly AwsPolicy[]): Services {
  const services = new Set<string>();
  for (const { statements } of policies)
    for (const statement of statements) {
      if (statement.effect !== 'Allow') continue;
      if (statement.notActions) return 'all';
      for (const action of statement.actions ?? []) {
        const service = serviceOf(action);
        if (service === undefined) return 'all';
        services.add(service);
      }
    }
  return services;
}

/** The service of an action pattern; undefined when it may be any. */
function serviceOf(action: string): string | undefined {
  const end = action.indexOf(':');
  const service = end < 0 ? action : action.slice(0, end);
  return end < 0 || /[*?]/u.test(service) || hasHole(service) ? undefined : service.toLowerCase();
}

export const speaksOf = (services: Services, service: string): boolean => services === 'all' || services.has(service);

/** A resource that stands for itself alone: no wildcard, variable or hole. */
export const isExact = (resource: string): boolean => !/[*?$]/u.test(resource) && !hasHole(resource);

/** Whether an Allow statement may be about this service. */
export function maySpeakOf(statement: AwsStatement, service: string): boolean {
  if (statement.effect !== 'Allow') return false;
  if (statement.notActions) return true;
  return (statement.actions ?? []).some((action) => {
    const own = serviceOf(action);
    return own === undefined || own === service;
  });
}
