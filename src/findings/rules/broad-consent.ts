import type { FindingDraft, Severity } from '../../model/finding.ts';
import type { ConsentFact, ConsentOpening } from '../../model/system-facts.ts';
import { revokeConsent } from '../fix/revoke-consent.ts';
import { listed, plural } from '../names.ts';
import type { JudgeContext, Rule } from '../rule.ts';
import { atStake, leadingTo } from '../stake.ts';

/** Row 34. One finding an application. */
export const broadConsent: Rule = {
  name: 'broad-consent',
  row: 34,
  title: 'A third-party application holds a broad scope, or nobody vouches for its publisher',
  severities: [
    ['critical', 'administration of the organisation'],
    [
      'high',
      'all mail, files, messages, code, secrets or data of the organisation; administration by the rights of a person',
    ],
    [
      'medium',
      'the same by consent of people, for them alone; a broad scope over settings; an unverified publisher with a write or content scope',
    ],
  ],
  fires:
    'A consent or installation opens a whole store or administration; or its publisher is not verified and it may write anything, or read content.',
  quiet:
    'Verified publishers with narrow scopes, sign-in and profile scopes, GitHub Apps on selected repositories, suspended ones, and applications of the organisation itself.',
  frameworks: [
    'NHI3:2025',
    'ASI04',
    'MAESTRO-L7',
    'CSF-2.0 GV.SC-07',
    'CSF-2.0 ID.AM-04',
    'AI-RMF GOVERN 6.1',
    'AI-RMF MANAGE 3.1',
    'SP-800-53 SA-9',
    'ISO-27001 A.5.19',
    'SOC-2 CC9.2',
  ],
  *judge(context) {
    for (const fact of context.of('consent')) {
      const unverified = fact.verified === false;
      const wide = (fact.opens ?? []).filter(
        ({ broad, access, content }) =>
          (broad && (content || access !== 'read')) || (unverified && (access !== 'read' || content)),
      );
      if (wide.length > 0) yield draft(context, fact, wide);
    }
  },
};

function draft(context: JudgeContext, fact: ConsentFact, wide: readonly ConsentOpening[]): FindingDraft {
  const stake = context.pathToStake([fact.node]);
  const name = context.node(fact.node)?.name ?? fact.node;
  const scopes = [...new Set(wide.map(({ scope }) => scope))];
  const what = listed([...new Set(wide.map(({ access, opens }) => wordFor(access, opens)))].sort());
  return {
    severity: worst(wide.map(severityOf)),
    confidence: fact.confidence,
    identity: fact.node,
    title: `${name} may ${what}${fact.verified === false ? ', and its publisher is not verified' : ''}`,
    detail: `${publisher(fact)} The ${scopes.length === 1 ? 'scope' : 'scopes'} ${listed(scopes)} ${scopes.length === 1 ? 'was' : 'were'} granted ${forWhom(fact)}${fact.lastUsed === undefined ? '' : `; last used ${fact.lastUsed}`}.${leadingTo(stake)}`,
    evidence: fact.evidence,
    key: 'consent',
    ...atStake(stake),
    fix: revokeConsent(fact, wide),
    removes: context.graph
      .outgoing(fact.node)
      .filter(
        ({ kind, precondition = '' }) =>
          kind === 'OAUTH_GRANT' &&
          wide.some(
            (one) =>
              precondition.startsWith(`${one.access} by ${one.scope}`) &&
              /^(?:;|$)/u.test(precondition.slice(`${one.access} by ${one.scope}`.length)),
          ),
      ) // prettier-ignore
      .map(({ id }) => id),
  };
}

function wordFor(access: ConsentOpening['access'], opens: string): string {
  if (access === 'admin') return `administer ${opens === 'administration' ? 'the organisation' : opens}`;
  return `${access === 'read' ? 'read' : 'change'} ${opens}`;
}

function severityOf({ access, broad, content, reach }: ConsentOpening): Severity {
  if (access === 'admin') return reach === 'organisation' ? 'critical' : 'high';
  return broad && content && reach === 'organisation' ? 'high' : 'medium';
}

function worst(all: readonly Severity[]): Severity {
  return (['critical', 'high', 'medium'] as const).find((one) => all.includes(one)) ?? 'low';
}

function publisher({ publisher: name, verified }: ConsentFact): string {
  const who = name === null ? 'The export names no publisher.' : `Its publisher is ${name}`;
  if (name === null) return verified === true ? 'The vendor reviewed it.' : who;
  return `${who}${verified === true ? ', verified.' : verified === false ? ', not verified.' : '.'}`;
}

function forWhom({ reach, consentedBy }: ConsentFact): string {
  if (reach === 'organisation') return 'for the whole organisation';
  return consentedBy.length > 0
    ? `by ${plural(consentedBy.length, 'person', 'people')}`
    : 'for a part of the organisation';
}
