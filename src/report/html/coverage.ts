import { RULES } from '../../findings/catalogue.ts';
import { CONTROLS, FRAMEWORKS } from '../../findings/frameworks.ts';
import type { Checks, Framework } from '../../findings/frameworks/control.ts';
import type { Finding } from '../../model/finding.ts';

/** What this scan says of one control. */
export interface ControlCoverage {
  readonly id: string;
  readonly own: string;
  readonly name: string;
  /** `found`: findings cite it. `quiet`: rules check it, none fired. `open`: no rule of this version cites it. */
  readonly state: 'found' | 'quiet' | 'open';
  readonly checks: Checks;
  readonly findings: number;
  readonly rules: number;
}

export interface FrameworkCoverage {
  readonly framework: Framework;
  readonly controls: readonly ControlCoverage[];
}

/** Every control of every framework: nothing is left out because nothing checks it. */
export function coverageOf(findings: readonly Pick<Finding, 'frameworks'>[]): readonly FrameworkCoverage[] {
  const cited = tally(findings);
  const checked = tally(RULES);
  return FRAMEWORKS.map((framework) => ({
    framework,
    controls: framework.controls.map(([own, name, checks]): ControlCoverage => {
      const id = framework.prefix + own;
      const [found, rules] = [cited.get(id) ?? 0, checked.get(id) ?? 0];
      return {
        id,
        own,
        name,
        checks,
        findings: found,
        rules,
        state: found > 0 ? 'found' : rules > 0 ? 'quiet' : 'open',
      };
    }),
  }));
}

function tally(of: readonly { readonly frameworks: readonly string[] }[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { frameworks } of of) for (const id of new Set(frameworks)) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  return numbers;
}

/** Names of the controls that these findings cite, for those who read only the finding. */
export function controlNames(findings: readonly Pick<Finding, 'frameworks'>[]): Readonly<Record<string, string>> {
  const ids = new Set(findings.flatMap(({ frameworks }) => frameworks));
  return Object.fromEntries(
    [...ids].sort().flatMap((id) => {
      const control = CONTROLS.get(id);
      return control === undefined ? [] : [[id, control.name]];
    }),
  );
}
