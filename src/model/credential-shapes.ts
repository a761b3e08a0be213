import type { CredentialKind } from './facts.ts';

/** A credential recognised by its own shape. Every pattern is linear: bounded classes, no nested repetition. */
export interface Format {
  readonly kind: CredentialKind;
  readonly cloud?: 'aws' | 'gcp' | 'azure' | 'vendor';
  /** The secret is group 1 where there is one, else the whole match. */
  readonly pattern: RegExp;
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
  { kind: 'aws-access-key', cloud: 'aws', pattern: shape('AKIA[A-Z2-7]{16}'), source: 'AWS IAM identifiers' },
  { kind: 'anthropic-key', cloud: 'vendor', pattern: shape('sk-ant-[A-Za-z0-9_-]{20,200}'), source: 'Anthropic API' },
  {
    kind: 'openai-key',
    cloud: 'vendor',
    pattern: shape('sk-(?!ant-)(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,250}|[A-Za-z0-9]{32,64})'),
    source: 'OpenAI API',
  },
  { kind: 'huggingface-token', cloud: 'vendor', pattern: shape('hf_[A-Za-z0-9]{30,60}'), source: 'Hugging Face user tokens' },
  { kind: 'github-token', cloud: 'vendor', pattern: shape('gh[oprsu]_[A-Za-z0-9]{36,251}'), source: 'GitHub token formats' },
  { kind: 'github-token', cloud: 'vendor', pattern: shape('github_pat_[A-Za-z0-9_]{60,100}'), source: 'GitHub token formats' },
  { kind: 'gitlab-token', cloud: 'vendor', pattern: shape('gl(?:pat|dt|rt|cbt|ptt)-[A-Za-z0-9_-]{20,60}'), source: 'GitLab token prefixes' },
  { kind: 'slack-token', cloud: 'vendor', pattern: shape('xox[abeprs]-[A-Za-z0-9-]{20,250}'), source: 'Slack token types' },
  { kind: 'api-key', cloud: 'gcp', pattern: shape('AIza[A-Za-z0-9_-]{35}'), source: 'Google API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('nvapi-[A-Za-z0-9_-]{60,80}'), source: 'NVIDIA NGC API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('gsk_[A-Za-z0-9]{48,60}'), source: 'Groq API keys' },
  { kind: 'api-key', cloud: 'vendor', pattern: shape('(?:pplx|r8|lsv2_pt|pcsk)[-_][A-Za-z0-9_]{32,80}'), source: 'vendor key prefixes' },
  {
    kind: 'azure-secret',
    cloud: 'azure',
    pattern: /AccountKey=([A-Za-z0-9+/]{80,90}={0,2})/gu,
    source: 'Azure Storage connection strings',
  },
  {
    kind: 'private-key',
    pattern: /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----([^-]{40,20000})-----END/gu,
    source: 'RFC 7468',
  },
  { kind: 'jwt', pattern: shape('(eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{20,2000})'), source: 'RFC 7519' },
]; // prettier-ignore
