import { describe, expect, it } from 'vitest';
import { actionInfo } from '../../../iam/catalogue/actions.ts';
import { resourceTypesOf } from '../../../iam/catalogue/resources.ts';
import { DUTY_ACTIONS } from './duties.ts';
import { COMPUTE_WAYS, PASS_ROLE_WAYS, RUNNING } from './escalations.ts';
import { CLUSTER_WAYS, LIFTING, NEW_IDENTITY, PROVIDER_WAYS } from './self-service.ts';
import { RUNS_AS_SERVICE } from './services.ts';

const rows = [
  ...PASS_ROLE_WAYS.flatMap(({ actions }) => actions),
  ...NEW_IDENTITY.flatMap(({ actions }) => actions),
  ...CLUSTER_WAYS.flatMap(({ actions }) => actions),
  ...LIFTING.map(({ action, on }) => [action, `arn:aws:iam::{account}:${on}/{name}`] as const),
  ...PROVIDER_WAYS.map(({ action, on }) => [action, `arn:aws:iam::{account}:${on}/{name}`] as const),
  ...COMPUTE_WAYS.flatMap(({ also = [] }) => also),
  ...COMPUTE_WAYS.flatMap(({ thing, actions }) => {
    const { template } = RUNNING[thing] ?? {};
    return template === undefined ? [] : actions.map((action) => [action, template] as const);
  }),
  ...Object.values(DUTY_ACTIONS).flat(),
];

/** Every part of an ARN that is chosen is `*`. */
const shape = (arn: string): string =>
  arn.replace(/\$?\{[^}]*\}/gu, '*').replace(/^arn:[^:]*:([^:]*):[^:]*:[^:]*:/u, '$1:');
const fits = (template: string, arn: string): boolean => {
  const parts = shape(arn)
    .split('*')
    .map((part) => part.replace(/[.?+^$|()[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 'u').test(shape(template));
};

describe('rows of rights', () => {
  it.each(rows.map(([action, resource]) => ({ action, resource })))(
    '$action is asked on what it is about, $resource',
    ({ action, resource }) => {
      const info = actionInfo(action);
      expect(info, `no action ${action}`).toBeDefined();
      const [service = ''] = action.split(':');
      const arns = (info?.resourceTypes ?? []).map(({ name }) => resourceTypesOf(service).get(name.toLowerCase())?.arn);
      if (arns.length === 0) expect(resource).toBe('*');
      else expect(arns.filter((arn) => arn !== undefined && fits(resource, arn))).not.toEqual([]);
    },
  );

  it('no id stands twice, and what runs has a service', () => {
    const ids = [...PASS_ROLE_WAYS, ...COMPUTE_WAYS].map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(COMPUTE_WAYS.filter(({ thing }) => RUNS_AS_SERVICE[thing] === undefined)).toEqual([]);
  });
});
