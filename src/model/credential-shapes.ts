import type { CredentialKind } from './facts.ts';

/** A credential recognised by its own shape. Every pattern is linear: bounded classes, no nested repetition. */
export interface Format {
  readonly kind: CredentialKind;
  readonly cloud?: 'aws' | 'gcp' | 'azure' | 'vendor';
  /** The secret is group 1 where there is one, else the whole match. */
  readonly pattern: RegExp;
  /** What every match holds, as the source of a pattern that costs little: a first look. */
  readonly holds: string;
  /** Who documents the shape. */
  readonly source: string;
}

/** No credential of a known shape is shorter. */
export const SHORTEST_SHAPE = 20;

/** How every pattern of a bare shape begins. */
export const BEFORE = '(?<![A-Za-z0-9_/+-])';
const AFTER = '(?![A-Za-z0-9_])';
const shape = (body: string): RegExp => new RegExp(`${BEFORE}${body}${AFTER}`, 'gu');

export const FORMATS: readonly Format[] = [
  { kind: 'aws-access-key', cloud: 'aws', pattern: shape('AKIA[A-Z2-7]{16}'), holds: 'AKIA', source: 'AWS IAM identifiers' },
  { kind: 'anthropic-key', cloud: 'vendor', pattern: shape('sk-ant-[A-Za-z0-9_-]{20,200}'), holds: 'sk-ant-', source: 'Anthropic API' },
  {
    kind: 'openai-key',
    cloud: 'vendor',
    pattern: shape('sk-(?!ant-)(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,250}|[A-Za-z0-9]{32,64})'),
    holds: 'sk-',
    source: 'OpenAI API',
  },
  { kind: 'huggingface-token', cloud: 'vendor', pattern: shape('hf_[A-Za-z0-9]{30,60}'), holds: 'hf_', source: 'Hugging Face user tokens' },
  { kind: 'github-token', cloud: 'vendor', pattern: shape('gh[oprsu]_[A-Za-z0-9]{36,251}'), holds: 'gh[oprsu]_', source: 'GitHub token formats' },
  { kind: 'github-token', cloud: 'vendor', pattern: shape('github_pat_[A-Za-z0-9_]{60,100}'), holds: 'github_pat_', source: 'GitHub token formats' },
  { kind: 'gitlab-token', cloud: 'vendor', pattern: shape('gl(?:pat|dt|rt|cbt|ptt)-[A-Za-z0-9_-]{20,60}'), holds: 'gl[a-z]{2,3}-', source: 'GitLab token prefixes' },
  { kind: 'slack-token', cloud: 'vendor', pattern: shape('xox[abeprs]-[A-Za-z0-9-]{20,250}'), holds: 'xox', source: 'Slack token types' },
  { kind: 'api-key', cloud: 'gcp', pattern: shape('AIza[A-Za-z0-9_-]{35}'), holds: 'AIza', source: 'Google API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('nvapi-[A-Za-z0-9_-]{60,80}'), holds: 'nvapi-', source: 'NVIDIA NGC API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('gsk_[A-Za-z0-9]{48,60}'), holds: 'gsk_', source: 'Groq API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('(?:pplx|r8|lsv2_pt|pcsk)[-_][A-Za-z0-9_]{32,80}'), holds: '(?:pplx|r8|lsv2_pt|pcsk)[-_]', source: 'vendor key prefixes' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('sk-(?:or-v1-[0-9a-f]{64}|lf-[0-9a-f-]{36})'), holds: 'sk-', source: 'OpenRouter and Langfuse API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('xai-[A-Za-z0-9]{70,90}'), holds: 'xai-', source: 'xAI API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('dapi[0-9a-f]{32}(?:-[0-9])?'), holds: 'dapi', source: 'Databricks personal access tokens' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('hv[sbr]\\.[A-Za-z0-9_-]{24,300}'), holds: 'hv[sbr]\\.', source: 'Vault token prefixes' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('npm_[A-Za-z0-9]{36}'), holds: 'npm_', source: 'npm access tokens' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('pypi-AgE[A-Za-z0-9_-]{50,1000}'), holds: 'pypi-', source: 'PyPI API tokens' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('dckr_[po]at_[A-Za-z0-9_-]{25,60}'), holds: 'dckr_', source: 'Docker access tokens' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('[rs]k_live_[A-Za-z0-9]{20,250}'), holds: 'k_live_', source: 'Stripe API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('gl(?:sa|c)_[A-Za-z0-9_]{32,200}'), holds: 'gl(?:sa|c)_', source: 'Grafana tokens' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'), holds: 'SG\\.', source: 'SendGrid API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,80}'), holds: 'atlasv1', source: 'HCP Terraform API tokens' },
  { kind: 'private-key', pattern: shape('AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}'), holds: 'AGE-SECRET', source: 'age identities' },
  { kind: 'azure-secret', cloud: 'azure', pattern: shape('[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}'), holds: '[0-9]Q~', source: 'Microsoft Entra client secrets' },
  {
    kind: 'azure-secret',
    cloud: 'azure',
    pattern: /AccountKey=([A-Za-z0-9+/]{80,90}={0,2})/gu,
    holds: 'AccountKey',
    source: 'Azure Storage connection strings',
  },
  {
    kind: 'private-key',
    pattern: /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----([^-]{40,20000})-----END/gu,
    holds: 'PRIVATE KEY',
    source: 'RFC 7468',
  },
  { kind: 'jwt', pattern: shape('(eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{20,2000})'), holds: 'eyJ', source: 'RFC 7519' },
]; // prettier-ignore
