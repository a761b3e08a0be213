import { meet, type Holding, type Role } from './roles.ts';

export interface Conflict {
  readonly one: Role;
  readonly other: Role;
  readonly why: string;
}

/**
 * What one person may not hold together at one place. Who changes may not keep the record of it, who asks may not say yes, and who gives rights takes
 * no part in what they are used for.
 */
export const APART: readonly (readonly [one: Holding, other: Holding, why: string])[] = [
  ['administrator', 'auditor', 'whom it gives rights it would audit itself'],
  ['administrator', 'approver', 'whom it gives rights and what it approves would be one hand'],
  ['owner', 'auditor', 'what it answers for it would audit itself'],
  ['owner', 'approver', 'what it owns it would approve itself'],
  ['operator', 'auditor', 'what it brings in it would audit itself'],
  ['operator', 'approver', 'what it brings in it would approve itself'],
  ['approver', 'auditor', 'what it approves it would audit itself'],
  ['deployment', 'approval', 'what it releases it would approve itself'],
  ['serving', 'approval', 'what it serves it would approve itself'],
  ['gpu-provisioning', 'approval', 'what it pays for it would approve itself'],
  ['platform-administration', 'approval', 'whom it gives rights and what it approves would be one hand'],
  ['deployment', 'audit', 'what it changes it would audit itself'],
  ['serving', 'audit', 'what its models are asked it would audit itself'],
  ['platform-administration', 'audit', 'whom it gives rights it would audit itself'],
  ['host-control', 'audit', 'what it does on machines it would audit itself'],
  ['platform-administration', 'serving', 'who serves models could give itself rights'],
  ['host-control', 'serving', 'who serves models would control the machines under them'],
  ['deployment', 'platform-administration', 'what it releases it could give rights to'],
];

/** The first pair of roles that are to be apart and count at one place. */
export function conflictOf(roles: readonly Role[]): Conflict | undefined {
  for (const [oneName, otherName, why] of APART)
    for (const one of roles.filter(({ role }) => role === oneName))
      for (const other of roles.filter(({ role }) => role === otherName))
        if (meet(one, other)) return { one, other, why };
  return undefined;
}
