import type { CredentialFact, CredentialKind } from '../../model/facts.ts';
import { SEVERITIES, type FindingDraft, type Severity } from '../../model/finding.ts';
import { group } from '../context.ts';
import { placeInWords, secretOut } from '../fix/secret-out.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';
import { toldAsPersonal } from './personal-credential.ts';

/** What the holder of the value can do with it, without further knowledge. */
const SEVERITY: Readonly<Record<CredentialKind, Severity>> = {
  'aws-access-key': 'medium', 'aws-secret-key': 'high', 'gcp-key': 'high', 'azure-secret': 'high',
  'huggingface-token': 'high', 'openai-key': 'high', 'anthropic-key': 'high', 'github-token': 'high', 'gitlab-token': 'high',
  'slack-token': 'high', 'private-key': 'high', jwt: 'medium', 'service-account-token': 'high', 'database-url': 'high',
  'docker-config': 'high', 'basic-auth': 'medium', password: 'medium', 'api-key': 'medium', token: 'medium',
}; // prettier-ignore

/** Row 29. One finding a holder, whatever the number of its values; what a notebook has printed is another, since it is mended otherwise. */
export const plainSecret: Rule = {
  name: 'plain-secret',
  row: 29,
  title: 'A credential stands in plain text in a configuration file',
  severities: [
    ['high', 'keys of clouds, model vendors and code hosts, private keys, database URLs'],
    ['medium', 'passwords, tokens and keys of no known shape'],
    ['low', 'development, or read from a template that was not rendered (one step each)'],
  ],
  fires:
    'A literal credential stands in a Secret, config map, variable, argument, URL, annotation, chart value, file of Terraform or CloudFormation, notebook cell or notebook output. Base64 is no encryption.',
  quiet:
    'Placeholders, references (secretKeyRef, ExternalSecret, SealedSecret), shipped defaults, which are default-credential; holders that have nothing but tokens of people, which are personal-credential.',
  frameworks: [
    'NHI2:2025',
    'ASI03',
    'MAESTRO-L4',
    'CSF-2.0 PR.AA-01',
    'SP-800-53 IA-5(7)',
    'ISO-27001 A.5.17',
    'SOC-2 CC6.1',
    'ATLAS AML.T0055',
  ],
  *judge(context) {
    const plain = context.credentials.filter(({ defaultOf }) => defaultOf === undefined);
    for (const [node, facts] of group(plain, (one) => [one.node]))
      for (const [where, some] of group(facts, (one) => [
        one.where === 'output' ? ('output' as const) : ('plain' as const),
      ]))
        if (!toldAsPersonal(context, node, some)) yield draft(context, node, some, where);
  },
};

function draft(
  context: JudgeContext,
  identity: string,
  facts: readonly CredentialFact[],
  key: 'plain' | 'output',
): FindingDraft {
  const stake = context.pathToStake([identity]);
  const possible = facts.every(({ confidence }) => confidence === 'possible');
  const kinds = [...new Set(facts.map(({ kind }) => kind.replace(/-/gu, ' ')))].sort();
  const ends = [...new Set(facts.flatMap(({ last4 }) => (last4 === undefined ? [] : [`...${last4}`])))];
  return {
    severity: severityOf(facts, possible, context.environment(identity) === 'dev'),
    confidence: possible ? 'possible' : 'configured',
    identity,
    title: `${context.named(identity)} ${key === 'output' ? 'has printed' : 'holds'} ${listed(kinds)} in plain text`,
    detail: `${listed(facts.map(placeInWords))}: ${plural(facts.length, 'value')}${ends.length > 0 ? ` (${listed(ends)})` : ''} that everybody who can read the file has.${leadingTo(stake)}`,
    evidence: facts.flatMap(({ evidence }) => evidence),
    key,
    ...atStake(stake),
    fix: secretOut(context, facts),
  };
}

function severityOf(facts: readonly CredentialFact[], possible: boolean, dev: boolean): Severity {
  const worst = Math.min(...facts.map(({ kind }) => SEVERITIES.indexOf(SEVERITY[kind])));
  return SEVERITIES[Math.min(SEVERITIES.length - 1, worst + (possible ? 1 : 0) + (dev ? 1 : 0))] ?? 'low';
}
