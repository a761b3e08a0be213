import { DUTY_ACTIONS } from './duties.ts';
import { COMPUTE_WAYS, PASS_ROLE_WAYS } from './escalations.ts';
import { RIGHTS } from './rights.ts';
import { NEW_IDENTITY, ORGANISATION_WAYS, SELF_SERVICE } from './self-service.ts';

/** Every action that is asked of identities, each once. */
export const ASKED: readonly string[] = [
  ...new Set([
    'iam:PassRole', 'sts:AssumeRole', 'kms:Decrypt',
    ...PASS_ROLE_WAYS.flatMap(({ actions }) => actions.map(([action]) => action)),
    ...COMPUTE_WAYS.flatMap(({ actions, also = [] }) => [...actions, ...also.map(([action]) => action)]),
    ...SELF_SERVICE.map(({ action }) => action),
    ...NEW_IDENTITY.flatMap(({ actions }) => actions.map(([action]) => action)),
    ...ORGANISATION_WAYS.flatMap(({ actions }) => actions),
    ...RIGHTS.flatMap(({ rights }) => rights.flatMap(({ actions }) => actions.map(([action]) => action))),
    ...Object.values(DUTY_ACTIONS).flatMap((actions) => actions.map(([action]) => action)),
  ]),
].sort(); // prettier-ignore
