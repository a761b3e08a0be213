import type { ControlRow } from './control.ts';

/** OWASP Non-Human Identities Top 10 2025 and Top 10 for Agentic Applications 2026; CSA MAESTRO's seven layers. */
export const OWASP_NHI: readonly ControlRow[] = [
  ['NHI1:2025', 'Improper Offboarding', 'full'],
  ['NHI2:2025', 'Secret Leakage', 'part'],
  ['NHI3:2025', 'Vulnerable Third-Party NHI', 'part'],
  ['NHI4:2025', 'Insecure Authentication', 'full'],
  ['NHI5:2025', 'Overprivileged NHI', 'full'],
  ['NHI6:2025', 'Insecure Cloud Deployment Configurations', 'full'],
  ['NHI7:2025', 'Long-Lived Secrets', 'full'],
  ['NHI8:2025', 'Environment Isolation', 'full'],
  ['NHI9:2025', 'NHI Reuse', 'full'],
  ['NHI10:2025', 'Human Use of NHI', 'part'],
];

export const OWASP_ASI: readonly ControlRow[] = [
  ['ASI01', 'Agent Goal Hijack', 'part'],
  ['ASI02', 'Tool Misuse and Exploitation', 'full'],
  ['ASI03', 'Identity and Privilege Abuse', 'full'],
  ['ASI04', 'Agentic Supply Chain Vulnerabilities', 'part'],
  ['ASI05', 'Unexpected Code Execution', 'part'],
  ['ASI06', 'Memory and Context Poisoning', 'part'],
  ['ASI07', 'Insecure Inter-Agent Communication', 'part'],
  ['ASI08', 'Cascading Failures', 'part'],
  ['ASI09', 'Human-Agent Trust Exploitation', 'part'],
  ['ASI10', 'Rogue Agents', 'part'],
];

export const MAESTRO: readonly ControlRow[] = [
  ['L1', 'Foundation Models', 'part'],
  ['L2', 'Data Operations', 'part'],
  ['L3', 'Agent Frameworks', 'part'],
  ['L4', 'Deployment Infrastructure', 'part'],
  ['L5', 'Evaluation & Observability', 'part'],
  ['L6', 'Security & Compliance', 'part'],
  ['L7', 'Agent Ecosystem', 'part'],
];
