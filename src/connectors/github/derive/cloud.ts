import type { Evidence } from '../../../model/evidence.ts';
import { nodeId, type NodeId } from '../../../model/id.ts';
import type { NodeKind } from '../../../model/kinds.ts';
import type { Step } from '../types.ts';
import { isLiteral } from './resolver.ts';
import { subjectsOf } from './subjects.ts';
import type { Telling } from './telling.ts';

interface Login {
  readonly action: RegExp;
  readonly input: string;
  readonly kind: NodeKind;
  /** The identity for a value; `given` reads another input of the step. */
  readonly id: (value: string, given: (input: string) => string) => NodeId;
  /** An input that says that a stored key is used instead of the workflow's own token. */
  readonly key: string;
}

/** Actions that exchange the token of a workflow for an identity of a cloud (documentation of each action). */
const LOGINS: readonly Login[] = [
  {
    action: /^aws-actions\/configure-aws-credentials@/u,
    input: 'role-to-assume',
    kind: 'CloudRole',
    id: (arn) => nodeId('aws', 'Role', /^arn:[^:]{0,20}:iam::(\d{12}):/u.exec(arn)?.[1] ?? '{account}', arn),
    key: 'aws-access-key-id',
  },
  {
    action: /^google-github-actions\/auth@/u,
    input: 'service_account',
    kind: 'ServicePrincipal',
    id: (email) =>
      nodeId(
        'gcp',
        'ServiceAccount',
        /@([^.@]{1,100})\.iam\.gserviceaccount\.com$/u.exec(email)?.[1] ?? '{project}',
        email,
      ),
    key: 'credentials_json',
  },
  {
    action: /^azure\/login@/iu,
    input: 'client-id',
    kind: 'ServicePrincipal',
    id: (client, given) => nodeId('azure', 'Application', given('tenant-id') || '{tenant}', client),
    key: 'creds',
  },
];

export interface CloudIdentity {
  readonly id: NodeId;
  readonly evidence: Evidence;
}

/** Cloud identities that the job takes on. What the cloud's side of the trust admits is not in these files. */
export function tellCloud(telling: Telling): readonly CloudIdentity[] {
  return telling.view.steps.flatMap((step) => {
    const login = LOGINS.find(({ action }) => action.test(step.uses ?? ''));
    return login ? identities(telling, step, login) : [];
  });
}

const TRUST = 'the trust policy of the role admits this workflow';

interface Asked {
  readonly to: NodeId;
  readonly target: string;
  readonly evidence: Evidence;
  readonly known: boolean;
}

/** The token that the step exchanges, for whoever knows the other side. A variable means another role in each environment: then none is said. */
function asks(telling: Telling, step: Step, { to, target, evidence, known }: Asked): void {
  const { confidence, precondition = TRUST } = telling.sure(
    known ? { precondition: TRUST } : { confidence: 'possible', precondition: TRUST },
  );
  const audience = step.with.get('audience');
  for (const node of telling.holders)
    telling.estate.fact({
      fact: 'federation',
      node,
      kind: 'GH_OIDC',
      to,
      target,
      issuer: 'token.actions.githubusercontent.com',
      subjects: subjectsOf(telling.view),
      ...(audience !== undefined && isLiteral(audience) ? { audience } : {}),
      job: telling.view.job.name,
      ...(known ? { environment: telling.declaredEnvironment } : {}),
      precondition,
      confidence,
      evidence: [evidence],
    });
}

function identities(telling: Telling, step: Step, { input, kind, id, key }: Login): readonly CloudIdentity[] {
  const written = step.with.get(input);
  if (written === undefined) return [];
  const resolver = telling.view.resolver(step);
  const evidence = (step.entry.get('with', input) ?? step.entry).evidence;
  const given = (other: string): string => {
    const value = resolver.expand(step.with.get(other) ?? '');
    return isLiteral(value) ? value : '';
  };
  const federated = telling.view.oidc && !step.with.has(key);
  return resolver.variants(written).map((value) => {
    const known = isLiteral(value);
    const name = known ? value.trim() : telling.unknown(value);
    const identity = id(name, given);
    const realm = identity.split(':').slice(2).join(':').split('/')[0] ?? '';
    telling.estate.node({
      id: identity,
      kind,
      name,
      realm,
      environment: 'unknown',
      evidence: [evidence],
      implied: true,
    });
    if (federated) asks(telling, step, { to: identity, target: name, evidence, known });
    const trust = federated ? TRUST : 'the stored key that the step uses may take on the role';
    telling.edge(
      federated ? 'GH_OIDC' : 'ASSUME_ROLE',
      identity,
      [evidence],
      known
        ? { precondition: trust }
        : { confidence: 'possible', precondition: `${trust}; which one it is stands outside of the files` },
    );
    return { id: identity, evidence };
  });
}
