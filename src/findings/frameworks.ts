import type { Control, Framework } from './frameworks/control.ts';
import { AI_RMF, CSF, SP800_53 } from './frameworks/nist.ts';
import { ATLAS, EU_AI_ACT, ISO_27001, ISO_42001, SOC2 } from './frameworks/others.ts';
import { MAESTRO, OWASP_ASI, OWASP_NHI } from './frameworks/owasp.ts';

const CISO = 'intuitem/ciso-assistant-community@backend/library/libraries/';

/** Every framework that a finding may cite, with the text that its ids were read from. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    key: 'NHI', title: 'OWASP Non-Human Identities Top 10 2025', prefix: '', controls: OWASP_NHI,
    source: 'OWASP/www-project-non-human-identities-top-10@2025/docs/top-10-2025.md', commit: '7c9ee8d9', read: 'primary',
  },
  {
    key: 'ASI', title: 'OWASP Top 10 for Agentic Applications 2026', prefix: '', controls: OWASP_ASI,
    source: 'microsoft/agent-governance-toolkit@docs/compliance/owasp-agentic-top10-architecture.md', commit: 'b5705588', read: 'secondary',
  },
  {
    key: 'MAE', title: 'CSA MAESTRO, seven layers', prefix: 'MAESTRO-', controls: MAESTRO,
    source: 'agentic-threat-modeling.github.io/MAESTRO/playbook/01-layers.html', commit: null, read: 'secondary',
  },
  {
    key: 'RMF', title: 'NIST AI RMF 1.0', prefix: 'AI-RMF ', controls: AI_RMF,
    source: `${CISO}nist-ai-rmf-1.0.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: 'CSF', title: 'NIST CSF 2.0', prefix: 'CSF-2.0 ', controls: CSF,
    source: `${CISO}nist-csf-2.0.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: '853', title: 'NIST SP 800-53 r5', prefix: 'SP-800-53 ', controls: SP800_53,
    source: `${CISO}nist-sp-800-53-rev5.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: '42K', title: 'ISO/IEC 42001:2023 Annex A', prefix: 'ISO-42001 ', controls: ISO_42001,
    source: `${CISO}iso42001-2023.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: '27K', title: 'ISO 27001:2022', prefix: 'ISO-27001 ', controls: ISO_27001,
    source: `${CISO}iso27001-2022.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: 'SOC', title: 'SOC 2 TSC (2022)', prefix: 'SOC-2 ', controls: SOC2,
    source: `${CISO}soc2_2017_with_rev_2022.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: 'EUA', title: 'EU AI Act (Regulation (EU) 2024/1689 as adopted)', prefix: 'EU-AI-Act ', controls: EU_AI_ACT,
    source: `${CISO}ai-act.yaml`, commit: 'f990d7b1', read: 'secondary',
  },
  {
    key: 'ATL', title: 'MITRE ATLAS', prefix: 'ATLAS ', controls: ATLAS,
    source: 'mitre-atlas/atlas-data@dist/ATLAS.yaml', commit: '8ee2c689', read: 'primary',
  },
]; // prettier-ignore

/** Every control by the id that findings print. */
export const CONTROLS: ReadonlyMap<string, Control> = new Map(
  FRAMEWORKS.flatMap(({ prefix, title, source, commit, controls }) =>
    controls.map(([own, name, checks]): [string, Control] => [
      prefix + own,
      { id: prefix + own, own, name, framework: title, source, commit, checks },
    ]),
  ),
);
