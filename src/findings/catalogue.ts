import type { Rule } from './rule.ts';
import { clusterAdminWorkload } from './rules/cluster-admin-workload.ts';
import { clusterWideSecrets } from './rules/cluster-wide-secrets.ts';
import { wildcardRight } from './rules/wildcard-right.ts';

/** Every rule, in the order of the table of findings. */
export const RULES: readonly Rule[] = [wildcardRight, clusterAdminWorkload, clusterWideSecrets];
