import { safeJson } from './printable.ts';
import { optional, type JsonRecord } from './records.ts';
import type { Scanned } from './scanned.ts';
import { BASE, locationOf, messageText } from './sarif/location.ts';
import { resultOf } from './sarif/result.ts';
import { sarifRules } from './sarif/rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Code hosts refuse a run with more results (GitHub, "SARIF support for code scanning"). The worst come first. */
const MOST = 25_000;

/** SARIF 2.1.0 in pieces: one run, a result a line, paths as code flows, what was not read as notifications. */
export function* sarifReport(scanned: Scanned, version: string): Generator<string> {
  const { findings, compared } = scanned;
  const rules = sarifRules(findings);
  const driver = {
    name: 'Writ',
    ...(/^\d+\.\d+\.\d+/u.test(version) ? { semanticVersion: version } : {}),
    rules: rules.records,
  };
  yield `{\n"$schema": ${safeJson(SCHEMA)},\n"version": "2.1.0",\n"runs": [{\n`;
  yield `"tool": ${safeJson({ driver })},\n`;
  yield `"automationDetails": {"id": "writ/"},\n"columnKind": "utf16CodeUnits",\n`;
  yield `"originalUriBaseIds": ${safeJson({ [BASE]: { description: { text: 'The folder that was scanned from: the root of the checkout' } } })},\n`;
  yield `"invocations": [${safeJson(invocation(scanned))}],\n"results": [`;
  for (const [index, finding] of findings.slice(0, MOST).entries()) {
    const ruleIndex = rules.indexOf.get(finding.rule) ?? -1;
    yield `${index === 0 ? '\n' : ',\n'}${safeJson(resultOf(finding, { ruleIndex, compared: compared !== undefined }))}`;
  }
  yield '\n]}]\n}\n';
}

function invocation({ estate, findings }: Scanned): JsonRecord {
  const notices: JsonRecord[] = estate.diagnostics.map(({ code, level, message, place }) => ({
    level,
    message: { text: messageText(message) },
    descriptor: { id: code },
    locations: [locationOf({ file: place.file, line: place.line ?? 1 })],
  }));
  if (findings.length > MOST)
    notices.push({
      level: 'warning',
      message: {
        text: `${findings.length} findings, of which the first ${MOST} stand here: code hosts take no more of one run`,
      },
      descriptor: { id: 'results-left-out' },
    });
  return {
    executionSuccessful: !estate.diagnostics.some(({ level }) => level === 'error'),
    ...optional('toolExecutionNotifications', notices.length === 0 ? undefined : notices),
  };
}
