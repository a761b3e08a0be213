import { environmentInName } from '../../model/environment-name.ts';
import type { Environment } from '../../model/kinds.ts';
import type { JobView, Telling } from './telling.ts';

/** Tiers of `environment: deployment_tier` (docs.gitlab.com, deployment tier of environments). */
const TIERS: Readonly<Record<string, Environment>> = {
  production: 'prod',
  staging: 'staging',
  testing: 'dev',
  development: 'dev',
};

/** Which environment the job works on: the tier, the name of its environment, its own name, then where the file stands. */
export function environmentOf(
  { pipeline, root }: Telling,
  view: JobView,
  ...hints: readonly (string | undefined)[]
): Environment {
  const tier = pipeline.merged(view.job, 'environment').get('deployment_tier')?.text();
  if (tier !== undefined && Object.hasOwn(TIERS, tier)) return TIERS[tier] ?? 'unknown';
  if (view.environment !== undefined && /^review(?:$|\/)/u.test(view.environment)) return 'dev';
  for (const name of [view.environment, ...hints, view.name, pipeline.field(view.job, 'stage')?.text()])
    if (name !== undefined) {
      const found = environmentInName(name);
      // `test` and `deploy to test` are stages of a pipeline as often as places.
      if (found !== undefined && (found !== 'dev' || name === view.environment || hints.includes(name))) return found;
    }
  return root.standing.environment;
}

/** Jobs that stop an environment or only look at it do not deploy (`environment: action`). */
export function deploys({ pipeline }: Telling, view: JobView): boolean {
  const action = pipeline.merged(view.job, 'environment').get('action')?.text();
  return action === undefined || action === 'start';
}
