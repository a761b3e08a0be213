import type { Step } from '../types.ts';
import type { JobView } from './view.ts';

/** Rights that actions use, by their own documentation. An action that is not here may need any. */
const ACTIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^actions\/checkout@/u, ['contents: read']],
  [/^actions\/(?:setup-[\w-]{1,40}|cache(?:\/[\w-]{1,20})?|upload-artifact|download-artifact)@/u, []],
  [/^(?:docker\/(?:setup-[\w-]{1,40}|build-push-action|metadata-action|bake-action)|azure\/setup-[\w-]{1,40}|hashicorp\/setup-terraform|helm\/kind-action|astral-sh\/setup-uv|pre-commit\/action|codecov\/codecov-action)@/iu, []],
  [/^(?:aws-actions\/configure-aws-credentials|google-github-actions\/auth|azure\/login)@/iu, ['id-token: write']],
  [/^(?:aws-actions\/amazon-ecr-login|google-github-actions\/(?:setup-gcloud|get-gke-credentials)|azure\/(?:k8s-[\w-]{1,20}|aks-set-context))@/iu, []],
  [/^actions\/deploy-pages@/u, ['pages: write', 'id-token: write']],
  [/^github\/codeql-action\/(?:init|analyze|upload-sarif)@/u, ['security-events: write']],
  [/^(?:softprops\/action-gh-release|ncipollo\/release-action|peaceiris\/actions-gh-pages|helm\/chart-releaser-action)@/u, ['contents: write']],
  [/^actions\/(?:labeler|stale)@/u, ['issues: write', 'pull-requests: write']],
]; // prettier-ignore

/** The least rights that the steps are known to need; undefined when one of them may need any. */
export function neededRights(jobs: readonly JobView[]): readonly string[] | undefined {
  const needs = new Set<string>();
  for (const { job, steps, oidc } of jobs) {
    if (job.uses !== undefined) return undefined;
    for (const step of steps) {
      const found = needsOf(step);
      if (!found) return undefined;
      for (const one of found) if (one !== 'id-token: write' || oidc) needs.add(one);
    }
  }
  return [...needs].sort();
}

function needsOf(step: Step): readonly string[] | undefined {
  if (step.uses !== undefined) {
    if (step.uses.startsWith('./')) return [];
    if (/^docker\/login-action@/u.test(step.uses))
      return step.with.get('registry') === 'ghcr.io' ? ['packages: write'] : [];
    return ACTIONS.find(([uses]) => uses.test(step.uses ?? ''))?.[1];
  }
  if (!step.script) return [];
  const given = [...step.env.values(), step.script.text].some((text) => /GITHUB_TOKEN|github\.token/iu.test(text));
  const commands = step.script.commands;
  // `git push` uses the token that checkout left behind; what a script does with a token that it is given is not known.
  if (commands.some(({ words }) => words[0] === 'git' && words[1] === 'push')) return ['contents: write'];
  return given ? undefined : [];
}
