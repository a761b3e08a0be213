export type Json = Readonly<Record<string, unknown>>;

export interface OrganisationPlan {
  readonly accounts: number;
  readonly roles: number;
  readonly seed: number;
}

export const accountId = (index: number): string => String(100_000_000_000 + index * 7);

type Texts = readonly string[] | string;

export const allow = (actions: Texts, resources: Texts, more: Json = {}): Json => ({
  Effect: 'Allow', Action: actions, Resource: resources, ...more,
}); // prettier-ignore

export const deny = (actions: Texts, resources: Texts, more: Json = {}): Json => ({
  ...allow(actions, resources, more),
  Effect: 'Deny',
});

export const when = (operator: string, key: string, value: Texts): Json => ({
  Condition: { [operator]: { [key]: value } },
});

export const document = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
