import type { ScopeRow } from './opening.ts';

/** `permission:level`, after "Permissions required for GitHub Apps" (docs.github.com/rest/authentication). */
export const GITHUB_PERMISSIONS: readonly ScopeRow[] = [
  [/^(?:organization_administration|members|organization_custom_roles|organization_custom_org_roles):(?:write|admin)$/u, 'Account', 'admin'],
  [/^administration:(?:write|admin)$/u, 'Account', 'admin'],
  [/^(?:secrets|organization_secrets|dependabot_secrets|organization_dependabot_secrets|codespaces_secrets|organization_codespaces_secrets):(?:write|admin)$/u, 'Secrets', 'write', 'all'],
  [/^(?:workflows|actions|self_hosted_runners|organization_self_hosted_runners|environments|deployments):(?:write|admin)$/u, 'Deployments', 'write'],
  [/^(?:contents|single_file):(?:write|admin)$/u, 'Code', 'write', 'all'],
  [/^contents:read$/u, 'Code', 'read', 'all'],
  [/^(?:pull_requests|statuses|checks|repository_hooks|organization_hooks|pages):(?:write|admin)$/u, 'Code', 'write'],
  [/^(?:packages|organization_packages):(?:write|admin)$/u, 'Packages', 'write', 'all'],
  [/^(?:packages|organization_packages):read$/u, 'Packages', 'read'],
]; // prettier-ignore

/** After "Scopes for OAuth apps" (docs.github.com/apps/oauth-apps). What a person's token opens, that person's rights permitting. */
export const GITHUB_SCOPES: readonly ScopeRow[] = [
  [/^(?:admin:org|admin:enterprise|site_admin)$/u, 'Account', 'admin'],
  [/^(?:repo|public_repo|workflow|delete_repo)$/u, 'Code', 'write', 'all'],
  [/^(?:write|delete):packages$/u, 'Packages', 'write', 'all'],
  [/^read:packages$/u, 'Packages', 'read'],
];
