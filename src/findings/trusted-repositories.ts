import type { Evidence } from '../model/evidence.ts';
import { hasHole } from '../model/hole.ts';
import type { NodeId } from '../model/id.ts';
import type { JudgeContext } from './rule.ts';

const ISSUER = 'token.actions.githubusercontent.com';

/** An identity of a cloud that takes tokens of workflows of one repository, which it names in full. */
export interface TrustedRepository {
  readonly node: NodeId;
  readonly organisation: string;
  readonly repository: string;
  readonly subject: string;
  readonly evidence: readonly Evidence[];
}

export function trustedRepositories(context: JudgeContext): readonly TrustedRepository[] {
  const aws = context.of('aws-identity').flatMap(({ node, trust }) =>
    (trust?.statements ?? [])
      .filter(({ effect, principals }) => effect === 'Allow' && principals?.federated.some((one) => one.endsWith(ISSUER)))
      .flatMap(({ conditions }) => conditions.filter(({ key, operator }) => key.toLowerCase() === `${ISSUER}:sub` && !/Not/u.test(operator)))
      .flatMap(({ values, evidence }) => values.flatMap((value) => repositoryIn(node, value, [evidence]))),
  ); // prettier-ignore
  const azure = context
    .of('azure-federated-credential')
    .filter(({ issuer }) => issuer === ISSUER)
    .flatMap(({ node, subject = '', evidence }) => repositoryIn(node, subject, evidence));
  const gcp = context.of('gcp-grant').flatMap(({ node, members, evidence }) =>
    members.flatMap((member) => {
      const named = /\/attribute\.repository\/([\w.-]{1,100}\/[\w.-]{1,100})$/u.exec(member)?.[1];
      return named === undefined ? [] : repositoryIn(node, `repo:${named}:`, evidence);
    }),
  );
  return [...aws, ...azure, ...gcp];
}

function repositoryIn(node: NodeId, subject: string, evidence: readonly Evidence[]): readonly TrustedRepository[] {
  const [, organisation, repository] = /^repo:([^/:*?]{1,100})\/([^/:*?]{1,100}):/u.exec(subject) ?? [];
  if (organisation === undefined || repository === undefined || hasHole(`${organisation}${repository}`)) return [];
  return [{ node, organisation, repository, subject, evidence }];
}
