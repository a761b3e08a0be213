import { isSettled, type Finding, type PathStep } from '../../model/finding.ts';
import { EDGE_KINDS } from '../../model/kinds.ts';
import { shortName } from '../names.ts';
import { firstPlace } from '../place.ts';
import { optional, type JsonRecord } from '../records.ts';
import { changesOf } from './diff-fix.ts';
import { locationOf, messageText } from './location.ts';
import { LEVEL } from './rules.ts';

/** What GitHub takes in of one result ("SARIF support for code scanning"): more is left out there without a word, so it is said here. */
const LOCATIONS = 100;
const STEPS = 1000;

export interface ResultOptions {
  readonly ruleIndex: number;
  /** Whether the scan was compared with a saved one. */
  readonly compared: boolean;
}

export function resultOf(finding: Finding, { ruleIndex, compared }: ResultOptions): JsonRecord {
  const [first] = finding.evidence;
  const main = firstPlace(finding.evidence) ?? first;
  const rest = finding.evidence.filter((place) => place !== main);
  // A patch names files without the root: of an absolute path it would name another file.
  const below = main !== undefined && 'file' in main && !main.file.startsWith('/');
  const fix = below && finding.fix.kind === 'patch' ? changesOf(finding.fix.text) : undefined;
  const left = Math.max(0, rest.length - LOCATIONS);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: `${messageText(finding.title)}. ${messageText(finding.detail)}`.slice(0, 8000) },
    locations: main === undefined ? [] : [{ ...locationOf(main), ...optional('logicalLocations', 'file' in main ? [logical(finding)] : undefined) }], // prettier-ignore
    ...optional('relatedLocations', rest.length === 0 ? undefined : rest.slice(0, LOCATIONS).map((place, index) => ({ id: index + 1, ...locationOf(place, 'also read here') }))), // prettier-ignore
    partialFingerprints: { 'writFinding/v1': finding.id },
    ...optional('codeFlows', finding.path.length === 0 ? undefined : [codeFlow(finding.path)]),
    ...optional('fixes', fix && [{ description: { text: messageText(finding.fix.why) }, artifactChanges: fix }]),
    ...optional('suppressions', suppressions(finding)),
    ...optional('baselineState', compared ? (finding.new === true ? 'new' : 'unchanged') : undefined),
    rank: Math.min(100, Math.round((finding.score / 13) * 10_000) / 100),
    properties: {
      finding: finding.id,
      severity: finding.severity,
      confidence: finding.confidence,
      score: finding.score,
      identity: messageText(finding.identity),
      owner: finding.owner === null ? null : messageText(finding.owner),
      closes: finding.closes,
      fix: { kind: finding.fix.kind, why: messageText(finding.fix.why), text: finding.fix.text },
      ...(left > 0 ? { locationsLeftOut: left } : {}),
      ...(finding.path.length > STEPS ? { stepsLeftOut: finding.path.length - STEPS } : {}),
    },
  };
}

function logical({ identity }: Finding): JsonRecord {
  return { name: messageText(shortName(identity)), fullyQualifiedName: messageText(identity), kind: 'resource' };
}

/** The path as one thread: each step where it is written. */
function codeFlow(path: readonly PathStep[]): JsonRecord {
  const locations = path.slice(0, STEPS).map((step) => {
    const { means } = EDGE_KINDS[step.kind];
    const when = step.precondition === undefined ? '' : `, if ${step.precondition}`;
    const text = messageText(`${shortName(step.from)} > ${shortName(step.to)}: ${step.kind}, ${means} (${step.confidence}${when})`); // prettier-ignore
    const place = firstPlace(step.evidence);
    return { location: place === undefined ? { message: { text } } : locationOf(place, text), importance: 'essential' };
  });
  return { message: { text: 'The way to what is at stake' }, threadFlows: [{ locations }] };
}

function suppressions(finding: Finding): readonly JsonRecord[] | undefined {
  const by = finding.exception ?? finding.accepted;
  if (by === undefined || !isSettled(finding)) return undefined;
  const [place] = by.evidence;
  return [
    {
      kind: 'external',
      status: 'accepted',
      justification: messageText(`${by.reason} (${by.owner}, until ${by.expires})`),
      ...optional('location', place && locationOf(place)),
    },
  ];
}
