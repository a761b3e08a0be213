import type { RealmRule } from '../connectors/port.ts';
import type { Duty } from '../model/cloud-findings-facts.ts';
import type { Declared, Jewel } from '../model/estate.ts';
import type { Guard } from '../guards/sentence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Severity } from '../model/finding.ts';
import { Glob } from '../model/glob.ts';
import type { Environment } from '../model/kinds.ts';
import type * as D from './declarations.ts';
import type { Key } from './fields.ts';

/**
 * The fields of one entry by key, as the table has checked them: which are there and of what type is decided in `fields.ts`, and the
 * one place that trusts it is `parse.ts`.
 */
interface Raw {
  readonly realms: RealmRule;
  readonly identities: Declared & { readonly id: string; readonly environment?: Environment };
  readonly jewels: {
    readonly id: string;
    readonly tier?: Jewel['tier'];
    readonly name?: string;
    readonly jewel?: false;
  };
  readonly chains: { readonly service: string; readonly hops: readonly string[]; readonly owner?: string };
  readonly approvals: {
    readonly resource: string;
    readonly request?: readonly string[];
    readonly approve?: readonly string[];
    readonly revoke?: readonly string[];
    readonly evidence?: string;
  };
  readonly exceptions: Term & {
    readonly rule?: string | null;
    readonly id: string;
    readonly controls?: readonly string[];
  };
  readonly accepted: Term & { readonly finding?: string; readonly rule?: string | null; readonly id?: string };
  readonly guards: { readonly guard: Guard; readonly severity?: Severity; readonly why?: string };
  readonly rules: Omit<D.RuleDeclaration, 'evidence' | 'frameworks'> & { readonly frameworks?: readonly string[] };
  readonly severities: { readonly rule: string | null; readonly severity: Severity; readonly where?: string };
  readonly duties: {
    readonly apart?: readonly Duty[];
    readonly together?: readonly Duty[];
    readonly why: string;
    readonly where?: string;
  };
  readonly include: { readonly path: string };
}

interface Term {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

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
  readonly duties: D.DutiesDeclaration;
  readonly include: D.IncludeDeclaration;
}

/** By key: an entry as the rest of the program knows it. */
export const BUILD: { readonly [K in Key]: (raw: Raw[K], evidence: Evidence) => Built[K] } = {
  realms: (raw) => raw,
  identities: ({ id, environment, ...declared }, evidence) => ({
    id: new Glob(id),
    declared,
    evidence,
    ...(environment ? { environment } : {}),
  }),
  jewels: ({ id, tier, name = id, jewel }, evidence) => ({
    id: new Glob(id),
    jewel: jewel === false || tier === undefined ? false : { tier, name, reason: 'declared' },
    evidence,
  }),
  chains: ({ hops, ...chain }, evidence) => ({ ...chain, hops: hops.map((hop) => new Glob(hop)), evidence }),
  approvals: ({ resource, request = [], approve = [], revoke = [], evidence: where }, evidence) => ({
    resource: new Glob(resource),
    ...{ request, approve, revoke },
    evidence,
    ...(where === undefined ? {} : { where }),
  }),
  exceptions: ({ rule = null, id, controls = [], ...term }, evidence) => ({
    ...term,
    rule,
    id: new Glob(id),
    controls,
    evidence,
  }),
  accepted: ({ id, ...accepted }, evidence) => ({
    ...accepted,
    evidence,
    ...(id === undefined ? {} : { id: new Glob(id) }),
  }),
  guards: ({ severity = 'high', ...said }, evidence) => ({ ...said, severity, evidence }),
  rules: ({ frameworks = [], ...rule }, evidence) => ({ ...rule, frameworks, evidence }),
  severities: ({ where, ...severity }, evidence) => ({
    ...severity,
    evidence,
    ...(where === undefined ? {} : { where: new Glob(where) }),
  }),
  duties: ({ where, apart = [], together = [], why }, evidence) => ({
    apart,
    together,
    why,
    evidence,
    ...(where === undefined ? {} : { where: new Glob(where) }),
  }),
  include: ({ path }, evidence) => ({ path, evidence }),
};
