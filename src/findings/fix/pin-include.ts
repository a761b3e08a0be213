import type { FixPlan } from '../../model/finding.ts';
import type { ActionFact } from '../../model/system-facts.ts';

const WHY =
  'A tag, a branch or a file behind an address can be changed by whoever controls it; a commit, a digest and a checksum cannot.';

/** What GitLab takes for a fixed version of each: a commit of a project or component, the checksum of a file, the digest of an image. */
export function pinIncludes(facts: readonly ActionFact[]): FixPlan {
  return { kind: 'policy', why: WHY, text: [...new Set(facts.map(pinned))].sort().join('') };
}

function pinned({ uses }: ActionFact): string {
  const name = bare(uses);
  if (uses.startsWith('docker://'))
    return `# ${name}: the digest that it has today, by docker buildx imagetools inspect\nimage: ${JSON.stringify(`${name}@sha256:DIGEST`)}\n`;
  if (/^https?:/iu.test(uses))
    return `# ${name}: of the file as it was looked at, by openssl dgst -sha256 -binary FILE | base64\ninclude:\n  - remote: ${JSON.stringify(name)}\n    integrity: sha256-CHECKSUM\n`;
  return `# ${name}: the commit that was looked at, of 40 digits\ninclude:\n  - project: ${JSON.stringify(name)} # of a component: HOST/PATH@COMMIT\n    ref: COMMIT\n`;
}

const bare = (uses: string): string =>
  uses
    .replace(/^docker:\/\//u, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, 200);
