import type { ControlRow } from './control.ts';

/** ISO texts are sold: ids and our own words only. */
export const ISO_42001: readonly ControlRow[] = [
  ['A.3.2', 'AI roles and responsibilities', 'part'],
  ['A.4.2', 'resource documentation', 'part'],
  ['A.4.4', 'tooling', 'part'],
  ['A.4.5', 'system and computing resources', 'part'],
  ['A.6.2.5', 'deployment', 'part'],
  ['A.6.2.6', 'operation and monitoring', 'part'],
  ['A.6.2.8', 'recording of event logs', 'full'],
  ['A.9.2', 'responsible-use process', 'part'],
  ['A.9.4', 'intended use', 'part'],
  ['A.10.2', 'split of responsibilities', 'part'],
  ['A.10.3', 'suppliers', 'part'],
];

export const ISO_27001: readonly ControlRow[] = [
  ['A.5.9', 'inventory', 'part'],
  ['A.5.15', 'access', 'part'],
  ['A.5.16', 'access', 'part'],
  ['A.5.17', 'access', 'part'],
  ['A.5.18', 'access', 'part'],
  ['A.5.19', 'suppliers', 'part'],
  ['A.5.20', 'suppliers', 'part'],
  ['A.5.21', 'suppliers', 'part'],
  ['A.5.22', 'suppliers', 'part'],
  ['A.5.23', 'suppliers', 'part'],
  ['A.8.2', 'privilege', 'part'],
  ['A.8.3', 'access', 'part'],
  ['A.8.5', 'access', 'part'],
  ['A.8.15', 'logging', 'part'],
  ['A.8.16', 'logging', 'part'],
  ['A.8.31', 'environment separation', 'part'],
];

export const SOC2: readonly ControlRow[] = [
  ['CC6.1', 'logical access', 'part'],
  ['CC6.2', 'register/authorise', 'part'],
  ['CC6.3', 'change and remove by role', 'part'],
  ['CC7.2', 'anomaly monitoring', 'part'],
  ['CC8.1', 'change', 'part'],
  ['CC9.2', 'vendors', 'part'],
];

/** High-risk systems only. */
export const EU_AI_ACT: readonly ControlRow[] = [
  ['Art. 12(1)-(2)', 'automatic event recording over lifetime, enough for traceability and monitoring', 'part'],
  ['Art. 14(4)(e)', 'a person can stop it', 'part'],
  ['Art. 19(1)', 'provider keeps logs at least 6 months', 'part'],
];

export const ATLAS: readonly ControlRow[] = [
  ['AML.T0012', 'Valid Accounts', 'part'],
  ['AML.T0055', 'Unsecured Credentials', 'part'],
  ['AML.T0083', 'Credentials from AI Agent Configuration', 'part'],
  ['AML.T0034', 'Cost Harvesting', 'part'],
  ['AML.T0110', 'tool poisoning', 'part'],
  ['AML.T0109', 'rug pull', 'part'],
  ['AML.T0104', 'poisoned tool published', 'part'],
];
