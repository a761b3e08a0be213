/** What a person may be in Writ. */
export const ROLES = {
  administrator: 'enrols people, gives and takes roles, changes settings',
  owner: 'answers for identities: assigns, describes, suspends and retires them',
  approver: 'says yes or no to what another one asks for',
  auditor: 'reads everything and changes nothing',
  operator: 'runs scans and sources, and brings identities in',
} as const;

/** Whose grants a person may ask for or approve, by duty (the design's word list). */
export const DUTIES = {
  serving: 'model serving',
  'gpu-provisioning': 'GPU provisioning',
  'platform-administration': 'platform administration',
  'host-control': 'host and node control',
  deployment: 'deployment',
  approval: 'approval',
  audit: 'audit',
} as const;

export type RoleName = keyof typeof ROLES;
export type DutyName = keyof typeof DUTIES;
/** What can be given to a person. */
export type Holding = RoleName | DutyName;

/** What is about everything stands nowhere in particular: only a role for all places covers it. */
export const NOWHERE: Place = { environment: null, team: null };

/** A holding and where it counts; `*` is every environment or team. */
export interface Role {
  readonly role: Holding;
  readonly environment: string;
  readonly team: string;
}

/** Where an object stands. Null: nobody said, so only a role for all of them covers it. */
export interface Place {
  readonly environment: string | null;
  readonly team: string | null;
}

export const isHolding = (text: string): text is Holding => Object.hasOwn(ROLES, text) || Object.hasOwn(DUTIES, text);

export const covers = ({ environment, team }: Role, place: Place): boolean =>
  (environment === '*' || environment === place.environment) && (team === '*' || team === place.team);

/** Whether two of them count at one place. */
export const meet = (one: Role, other: Role): boolean =>
  (['environment', 'team'] as const).every((of) => one[of] === '*' || other[of] === '*' || one[of] === other[of]);
