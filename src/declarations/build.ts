import type { RealmRule } from '../connectors/port.ts';
import type { Declared, Jewel } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import { Glob } from '../model/glob.ts';
import type { Environment } from '../model/kinds.ts';
import type * as D from './declarations.ts';
import type { Key } from './fields.ts';

/** The fields of one entry: checked against the table, so that each is of the type that the table says. */
export type Values = ReadonlyMap<string, unknown>;

/** The type of a field is what the table says: the one place where that is trusted. */
const get = <T>(values: Values, name: string): T => values.get(name) as T;
const maybe = <T, K extends string>(values: Values, name: K): { readonly [P in K]?: T } =>
  (values.has(name) ? { [name]: values.get(name) } : {}) as { readonly [P in K]?: T };
const glob = (values: Values, name: string): Glob => new Glob(get<string>(values, name));
const list = (values: Values, name: string): readonly string[] =>
  get<readonly string[] | undefined>(values, name) ?? [];

const DECLARED = ['owner', 'purpose', 'dataScope', 'rotation', 'stage', 'sensitivity', 'vendor'] as const;

interface Built {
  readonly realms: RealmRule;
  readonly identities: D.IdentityDeclaration;
  readonly jewels: D.JewelDeclaration;
  readonly chains: D.ChainDeclaration;
  readonly approvals: D.ApprovalDeclaration;
  readonly exceptions: D.ExceptionDeclaration;
  readonly accepted: D.AcceptedDeclaration;
  readonly guards: D.GuardDeclaration;
  readonly rules: D.RuleDeclaration;
  readonly severities: D.SeverityDeclaration;
  readonly include: D.IncludeDeclaration;
}

/** By key: an entry as the rest of the program knows it. */
export const BUILD: { readonly [K in Key]: (values: Values, evidence: Evidence) => Built[K] } = {
  realms: (values) => ({
    path: get<string>(values, 'path'),
    realm: get<string>(values, 'realm'),
    ...maybe<Environment, 'environment'>(values, 'environment'),
  }),
  identities: (values, evidence) => ({
    id: glob(values, 'id'),
    declared: Object.assign({}, ...DECLARED.map((name) => maybe<string, string>(values, name))) as Declared,
    evidence,
    ...maybe<Environment, 'environment'>(values, 'environment'),
  }),
  jewels: (values, evidence) => ({
    id: glob(values, 'id'),
    jewel: values.has('jewel')
      ? false
      : {
          tier: get<Jewel['tier']>(values, 'tier'),
          name: get<string | undefined>(values, 'name') ?? get<string>(values, 'id'),
          reason: 'declared',
        },
    evidence,
  }),
  chains: (values, evidence) => ({
    service: get<string>(values, 'service'),
    hops: list(values, 'hops').map((hop) => new Glob(hop)),
    evidence,
    ...maybe<string, 'owner'>(values, 'owner'),
  }),
  approvals: (values, evidence) => ({
    resource: glob(values, 'resource'),
    request: list(values, 'request'),
    approve: list(values, 'approve'),
    revoke: list(values, 'revoke'),
    evidence,
    ...(values.has('evidence') ? { where: get<string>(values, 'evidence') } : {}),
  }),
  exceptions: (values, evidence) => ({
    rule: get<string | null | undefined>(values, 'rule') ?? null,
    id: glob(values, 'id'),
    owner: get<string>(values, 'owner'),
    reason: get<string>(values, 'reason'),
    expires: get<string>(values, 'expires'),
    controls: list(values, 'controls'),
    evidence,
  }),
  accepted: (values, evidence) => ({
    reason: get<string>(values, 'reason'),
    owner: get<string>(values, 'owner'),
    expires: get<string>(values, 'expires'),
    evidence,
    ...maybe<string, 'finding'>(values, 'finding'),
    ...maybe<string | null, 'rule'>(values, 'rule'),
    ...(values.has('id') ? { id: glob(values, 'id') } : {}),
  }),
  guards: (values, evidence) => ({
    guard: get<D.GuardDeclaration['guard']>(values, 'guard'),
    severity: get<D.GuardDeclaration['severity'] | undefined>(values, 'severity') ?? 'high',
    evidence,
    ...maybe<string, 'why'>(values, 'why'),
  }),
  rules: (values, evidence) => ({
    name: get<string>(values, 'name'),
    title: get<string>(values, 'title'),
    severity: get<D.RuleDeclaration['severity']>(values, 'severity'),
    when: get<D.RuleDeclaration['when']>(values, 'when'),
    frameworks: list(values, 'frameworks'),
    fix: get<string>(values, 'fix'),
    evidence,
  }),
  severities: (values, evidence) => ({
    rule: get<string | null>(values, 'rule'),
    severity: get<D.SeverityDeclaration['severity']>(values, 'severity'),
    evidence,
    ...(values.has('where') ? { where: glob(values, 'where') } : {}),
  }),
  include: (values, evidence) => ({ path: get<string>(values, 'path'), evidence }),
};
