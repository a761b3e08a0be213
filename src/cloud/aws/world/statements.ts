import { hasHole } from '../../../model/hole.ts';

/** A resource that stands for itself alone: no wildcard, variable or hole. */
export const isExact = (resource: string): boolean => !/[*?$]/u.test(resource) && !hasHole(resource);
