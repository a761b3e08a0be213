import { changeFirst } from '../../findings/first.ts';
import { soleRealm } from '../names.ts';
import type { Scanned } from '../scanned.ts';
import { cardMaker } from './cards.ts';
import { controlNames, coverageOf } from './coverage.ts';
import { findingRow } from './finding-rows.ts';
import { identityRows } from './identity-rows.ts';
import { pack } from './island.ts';
import { serviceMaps } from './map/select.ts';
import { page } from './page/page.ts';
import type { About } from './rows.ts';
import { findingsSection } from './sections/findings.ts';
import { firstSection } from './sections/first.ts';
import { footerSection } from './sections/footer.ts';
import { frameworksSection } from './sections/frameworks.ts';
import { headerSection } from './sections/header.ts';
import { identitiesSection } from './sections/identities.ts';
import { mapsSection } from './sections/maps.ts';
import { navigation } from './sections/nav.ts';
import { notReadSection } from './sections/not-read.ts';
import { SEVERITY_MARKS } from './severities.ts';
import { summaryOf } from './summary.ts';

export interface HtmlOptions {
  readonly version: string;
  /** The day of the scan, ISO date, where it is known. */
  readonly today?: string;
}

/** One file that says all of it: what can go wrong, what to change first, why it is true, and what was not looked at. */
export function htmlReport(scanned: Scanned & { readonly files?: number }, options: HtmlOptions): Iterable<string> {
  const { estate, graph, findings } = scanned;
  const sole = soleRealm(estate.nodes.map(({ realm }) => realm));
  const card = cardMaker(graph, sole);
  const summary = summaryOf(scanned, options.today, scanned.files);
  const about: About = { pairs: summary.pairs, severities: SEVERITY_MARKS, controls: controlNames(findings) };
  const rows = findings.map((finding, at) => findingRow(finding, at + 1, card, sole));
  const people = identityRows(scanned, card);
  const maps = serviceMaps(scanned);
  return page({
    title: `Writ report: ${summary.paths.join(', ')}`,
    nav: navigation([
      ['summary', 'Summary'],
      ['first', 'Change first'],
      ['findings', 'Findings', findings.length],
      ['maps', 'Service maps', maps.maps.length + maps.more],
      ['identities', 'Identities', people.length],
      ['frameworks', 'Frameworks'],
      ['not-read', 'What was read', estate.diagnostics.length],
    ]),
    main: [
      headerSection(summary),
      firstSection(changeFirst(findings, graph), rows, about),
      findingsSection(rows, about),
      mapsSection(maps, card),
      identitiesSection(people),
      frameworksSection(coverageOf(findings)),
      notReadSection(estate.sources, estate.diagnostics),
    ],
    footer: footerSection(options.version),
    island: pack(about, rows, people),
  });
}
