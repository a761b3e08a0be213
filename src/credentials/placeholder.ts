/** Words that people write where a value belongs. Whole value, any case, after quotes are cut. */
const WORDS: ReadonlySet<string> = new Set([
  'true', 'false', 'none', 'null', 'nil', 'undefined', 'todo', 'tbd', 'fixme', 'placeholder', 'redacted', 'example', 'sample', 'dummy',
  'empty', 'not-needed', 'notneeded', 'no-key', 'na', 'n/a', 'unused', 'string', 'optional', 'required', 'auto', 'default', 'yes', 'no',
  'on', 'off', 'disabled', 'enabled', 'foo', 'bar', 'foobar', 'value', 'token', 'api-key', 'apikey', 'key', 'your', 'mytoken', 'my-token', 'my-key',
  'my-secret', 'mysecret', 'fake', 'random', 'generated', 'supersecret', 'super-secret', 'hidden', 'masked',
]); // prettier-ignore

/** Parts that make a value a stand-in wherever they are. */
const PARTS =
  /(?:<[^>]{0,100}>|\$\{|\$\(|\{\{|\}\}|\{[A-Z][A-Za-z]*\.|\byour[-_ ]|your_|[-_]here\b|replace[-_ ]?(?:me|with|this)|insert[-_ ]|changeit|placeholder|redacted|example|xxxx|\*\*\*\*|\.\.\.|enter[-_ ]your|dummy|fake[-_])/iu;

/** Values that point to where the secret is instead of being it. */
const REFERENCES =
  /^(?:[$%@].{0,200}|(?:vault|ref\+\w{1,20}|file|env|secretRef|secret|aws-sm|gcp-sm|op|sops|arn):.*|os\.environ\/.*|\/(?:[\w.-]{1,100}\/)*[\w.-]{0,100}|\.{1,2}\/.*|ENC\[.*)$/u;

/** The value is no secret: empty, a stand-in, a reference, or one character repeated. Known defaults are asked for before. */
export function isPlaceholder(value: string): boolean {
  const bare = value.trim().replace(/^["'`]|["'`]$/gu, '');
  if (bare.length === 0) return true;
  if (WORDS.has(bare.toLowerCase())) return true;
  if (/^(.)\1*$/su.test(bare)) return true;
  const head = bare.slice(0, 400);
  return PARTS.test(head) || REFERENCES.test(head);
}

/** The user of a URL is written where a password would be, as documentation does. One from a variable, or called `default`, is used. */
export function isStandInUser(user: string): boolean {
  return /<|example|\byour|dummy|placeholder|redacted|xxxx|\*\*\*\*|\.\.\./iu.test(user);
}
