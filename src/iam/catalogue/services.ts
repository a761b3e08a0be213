import { kept, readTable } from './data.ts';

const table = kept((file: string): ReadonlySet<string> => new Set(readTable(file) as readonly string[]));

/** Whether the catalogue knows the service prefix of an action; without case. */
export const isService = (prefix: string): boolean => table('services.json').has(prefix.toLowerCase());

/** Prefixes of all services, sorted. */
export const services = (): readonly string[] => [...table('services.json')].sort();

/**
 * Whether resource control policies restrict actions of this service (Organizations user guide, "List of AWS services that support
 * RCPs"). The list grows; it is data of the catalogue.
 */
export const rcpCovers = (prefix: string): boolean => table('rcpSupportedServices.json').has(prefix.toLowerCase());
