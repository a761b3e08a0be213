import { DUTY_ACTIONS } from './duties.ts';
import { COMPUTE_WAYS, PASS_ROLE_WAYS } from './escalations.ts';
import { RIGHTS } from './rights.ts';
import {
  CLUSTER_WAYS,
  LIFTING,
  NEW_IDENTITY,
  ORGANISATION_LIMITS,
  ORGANISATION_WAYS,
  PROVIDER_WAYS,
  SELF_SERVICE,
} from './self-service.ts';

/** Every action that is asked of identities or of what they ask for, each once. One that is left out costs a question of everybody: see asked.test.ts. */
export const ASKED: readonly string[] = [
  ...new Set([
    'iam:PassRole', 'sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'kms:Decrypt',
    ...PASS_ROLE_WAYS.flatMap(({ actions }) => actions.map(([action]) => action)),
    ...COMPUTE_WAYS.flatMap(({ actions, also = [] }) => [...actions, ...also.map(([action]) => action)]),
    ...SELF_SERVICE.map(({ action }) => action),
    ...NEW_IDENTITY.flatMap(({ actions }) => actions.map(([action]) => action)),
    ...ORGANISATION_WAYS.flatMap(({ actions }) => actions),
    ...ORGANISATION_LIMITS.map(({ action }) => action),
    ...LIFTING.map(({ action }) => action),
    ...PROVIDER_WAYS.map(({ action }) => action),
    ...CLUSTER_WAYS.flatMap(({ actions }) => actions.map(([action]) => action)),
    ...RIGHTS.flatMap(({ rights }) => rights.flatMap(({ actions }) => actions.map(([action]) => action))),
    ...Object.values(DUTY_ACTIONS).flatMap((actions) => actions.map(([action]) => action)),
  ]),
].sort(); // prettier-ignore
