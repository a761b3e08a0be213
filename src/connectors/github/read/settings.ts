import { posix } from 'node:path';
import type { SourceFile } from '../../../bytes/files.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { RepositoryListFact } from '../../../model/system-facts.ts';
import { collaboratorsOf, deployKeysOf, tokensOf, type Collaborator, type WritingKey } from './writers.ts';

/** What a file says of itself that `scan --collect github` wrote. */
export const COLLECTED = 'collected/github/1';

/** An environment of the repository. */
export interface Protection {
  /** `@org/team` and `@login` who must let a job run; none: nobody is asked. */
  readonly reviewers: readonly string[];
  readonly evidence: Evidence;
}

/** Settings of one repository, or of its organisation. What was not read is absent. */
export interface Settings {
  readonly organisation: string;
  /** Absent in those of the organisation itself. */
  readonly repository?: string;
  /** The printed path of its folder. */
  readonly folder: string;
  /** Rights of the token of a job that says nothing. */
  readonly token?: { readonly word: 'read' | 'write'; readonly evidence: Evidence };
  readonly environments?: ReadonlyMap<string, Protection>;
  /** Of the default branch, by protection or rules. */
  readonly branch?: { readonly reviewed: boolean; readonly codeOwners: boolean; readonly evidence: Evidence };
  /** Claims that the subject of its OIDC tokens is made of; absent for the default ones. */
  readonly subject?: readonly string[];
  /** Deploy keys that may push. */
  readonly deployKeys?: readonly WritingKey[];
  readonly collaborators?: readonly Collaborator[];
  /** Of an organisation: personal access tokens that may change all of its repositories. */
  readonly tokens?: readonly WritingKey[];
  /** Of an organisation: its repositories, and whether members may make one. */
  readonly repositories?: RepositoryListFact['repositories'];
  readonly membersCreate?: boolean;
  /** Labels that people gave to self-hosted runners. */
  readonly labels: ReadonlySet<string>;
}

export function readSettings(file: SourceFile, root: Entry): Settings | undefined {
  const organisation = root.text('organisation');
  if (root.text('writ') !== COLLECTED || organisation === undefined) return undefined;
  const repository = root.text('repository');
  const answers = new Map(
    root.items('answers').map((one) => [one.text('operation')?.replace(/\?.*$/u, '') ?? '', one.get('output')]),
  );
  const of = (path: string): Entry | undefined =>
    answers.get(repository === undefined ? `/orgs/{org}/${path}` : `/repos/{owner}/{repo}/${path}`);
  const token = of('actions/permissions/workflow');
  const word = token?.text('default_workflow_permissions');
  const subject = of('actions/oidc/customization/sub');
  const claims = subject?.text('use_default') === 'true' ? [] : (subject?.texts('include_claim_keys') ?? []);
  const environments = of('environments');
  const branch = branchOf(of('branches/{branch}/protection'), of('rules/branches/{branch}'));
  return {
    organisation,
    folder: posix.dirname(file.path),
    labels: labelsOf(of('actions/runners')),
    ...(repository === undefined ? {} : { repository }),
    ...(token && (word === 'read' || word === 'write') ? { token: { word, evidence: token.evidence } } : {}),
    ...(environments ? { environments: environmentsOf(environments, organisation) } : {}),
    ...(branch ? { branch } : {}),
    ...(claims.length > 0 ? { subject: claims } : {}),
    deployKeys: deployKeysOf(of('keys')),
    collaborators: collaboratorsOf(of('collaborators')),
    tokens: tokensOf(of('personal-access-tokens')),
    ...(repository === undefined ? listOf(root, answers.get('/orgs/{org}')) : {}),
  };
}

function listOf(root: Entry, itself: Entry | undefined): Pick<Settings, 'repositories' | 'membersCreate'> {
  const repositories = root.items('repositories').flatMap((one) => {
    const name = one.text('name');
    const archived = one.text('archived') === 'true' || one.text('disabled') === 'true';
    return name === undefined ? [] : [{ name, archived, evidence: one.evidence }];
  });
  const create = itself?.text('members_can_create_repositories');
  return { repositories, ...(create === undefined ? {} : { membersCreate: create === 'true' }) };
}

function environmentsOf(environments: Entry, organisation: string): ReadonlyMap<string, Protection> {
  return new Map(
    environments.items('environments').flatMap((one): [string, Protection][] => {
      const name = one.text('name');
      const reviewers = one
        .items('protection_rules')
        .filter((rule) => rule.text('type') === 'required_reviewers')
        .flatMap((rule) => rule.items('reviewers'))
        .flatMap((reviewer) => {
          const [login, slug] = [reviewer.text('reviewer', 'login'), reviewer.text('reviewer', 'slug')];
          return slug !== undefined ? [`@${organisation}/${slug}`] : login !== undefined ? [`@${login}`] : [];
        });
      // Names of environments are not told apart by case (GitHub docs, "Managing environments for deployment").
      return name === undefined ? [] : [[name.toLowerCase(), { reviewers, evidence: one.evidence }]];
    }),
  );
}

/** Rules of rulesets, and the older protection; a pull request that one of them asks for is asked for. Neither read: nothing is known. */
function branchOf(protection: Entry | undefined, rules: Entry | undefined): Settings['branch'] {
  const [first] = [protection, rules].filter((one) => one !== undefined);
  if (!first || !rules) return undefined;
  const asked = rules.items().filter((one) => one.text('type') === 'pull_request');
  const reviews = protection?.get('required_pull_request_reviews');
  return {
    reviewed: reviews !== undefined || asked.length > 0,
    codeOwners:
      reviews?.text('require_code_owner_reviews') === 'true' ||
      asked.some((one) => one.text('parameters', 'require_code_owner_review') === 'true'),
    evidence: first.evidence,
  };
}

function labelsOf(runners: Entry | undefined): ReadonlySet<string> {
  const labels = runners?.items('runners').flatMap((one) => one.items('labels')) ?? [];
  return new Set(
    labels.flatMap((one) => (one.text('type') === 'custom' ? (one.text('name')?.toLowerCase() ?? []) : [])),
  );
}
