import { ENVIRONMENTS, type Environment } from '../model/kinds.ts';

/** The `environment` term: how much it matters where the jewel stands. */
export const ENVIRONMENT_TERM: Readonly<Record<Environment, number>> = {
  prod: 1,
  unknown: 0.8,
  staging: 0.6,
  dev: 0.3,
};

/** `ENVIRONMENT_TERM` by place in ENVIRONMENTS. */
export const ENVIRONMENT_TERMS: readonly number[] = ENVIRONMENTS.map((name) => ENVIRONMENT_TERM[name]);

/** Tier x environment / cost x proof; a path that costs nothing counts as one of cost 1. */
export function scoreOf(tier: number, environment: number, cost: number, proof: number): number {
  return ((tier * environment) / Math.max(1, cost)) * proof;
}
