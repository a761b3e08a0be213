import { huggingFaceName } from '../../../artifacts/model-uris.ts';
import type { Act } from './act.ts';

/** What a shell command or magic of a notebook does. Each row: what it looks like, and what is told of it. */
const ROWS: readonly (readonly [RegExp, (match: RegExpMatchArray) => DistributiveOmit<Act, 'start'> | undefined])[] = [
  [/\bgcloud\s{1,4}auth\s{1,4}(?:application-default\s{1,4})?login\b/u, (match) => session('Google Cloud', match)],
  [/\baz\s{1,4}login\b(?![^\n]{0,300}(?:--service-principal|--identity|\s-i\b))/u, (match) => session('Azure', match)],
  [/\baws\s{1,4}sso\s{1,4}login\b/u, (match) => session('AWS', match)],
  [/\baws\s{1,4}configure\b(?!\s{1,4}(?:get|list))/u, (match) => session('AWS', match)],
  [/\b(?:huggingface-cli|hf\s{1,4}auth|hf)\s{1,4}login\b(?![^\n]{0,300}--token)/u, (match) => session('Hugging Face', match)],
  [/\bwandb\s{1,4}login\b(?=\s{0,4}(?:$|\n|--relogin))/u, (match) => session('Weights & Biases', match)],
  [/\bgh\s{1,4}auth\s{1,4}login\b/u, (match) => session('GitHub', match)],
  [/\boc\s{1,4}login\b[^\n]{0,200}/u, () => ({ is: 'session', system: 'OpenShift', how: 'oc login' })],
  [/(?:~|\/(?:home|Users)\/[\w.-]{1,60}|\/root)\/\.(?:aws\/(?:credentials|config)|kube\/config|netrc|config\/gcloud|azure|huggingface\/token|pypirc|git-credentials)\b/u, (match) => fileOf(match[0])],
  [/\baws\s{1,4}eks\s{1,4}update-kubeconfig\b[^\n]{0,300}?--name[=\s]{1,4}([\w.-]{1,100})/u, (match) => ({ is: 'cluster', name: match[1] ?? '' })],
  [/\bgcloud\s{1,4}container\s{1,4}clusters\s{1,4}get-credentials\s{1,4}([\w.-]{1,100})/u, (match) => ({ is: 'cluster', name: match[1] ?? '' })],
  [/\baz\s{1,4}aks\s{1,4}get-credentials\b[^\n]{0,300}?(?:--name|-n)[=\s]{1,4}([\w.-]{1,100})/u, (match) => ({ is: 'cluster', name: match[1] ?? '' })],
  [/\b(?:kubectl|helm)\b[^\n]{0,200}?--(?:kube-)?context[=\s]{1,4}["']?([\w.@:/-]{1,200})/u, (match) => ({ is: 'cluster', name: match[1] ?? '' })],
  [/(?:^|[\s!;&|(])(?:kubectl|helm|oc)\s{1,4}(?:-n\s{1,4}\S{1,60}\s{1,4})?(?:apply|create|delete|patch|replace|exec|scale|edit|set|rollout|install|upgrade|uninstall|run)\b/u, () => ({ is: 'cluster', name: '' })],
  [/\bray\s{1,4}job\s{1,4}submit\b[^\n]{0,200}?--address[=\s]{1,4}["']?([a-z]{3,5}:\/\/[^\s"']{1,250})/u, (match) => ({ is: 'submit', product: 'Ray', url: match[1] ?? '' })],
  [/\b(?:curl|http)\b[^\n]{0,400}?\b(https?:\/\/[^\s"'|;)]{3,300})/u, (match) => installs(match[0]) ? undefined : ({ is: 'calls', url: match[1] ?? '' })],
  [/\b(?:huggingface-cli|hf)\s{1,4}download\s{1,4}([\w.-]{1,95}\/[\w.-]{1,95})/u, (match) => huggingFaceName(match[1] ?? '') === undefined ? undefined : { is: 'model', name: match[1] ?? '', loader: 'huggingface', remoteCode: false, safe: true }],
  [/\b(?:huggingface-cli|hf)\s{1,4}upload\s{1,4}([\w.-]{1,95}\/[\w.-]{1,95})/u, (match) => ({ is: 'publish', name: match[1] ?? '' })],
]; // prettier-ignore

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Acts of a command text; offsets are those of the text. */
export function commandActs(text: string): readonly Act[] {
  const found: Act[] = [];
  for (const [pattern, tell] of ROWS) {
    const match = pattern.exec(text);
    const act = match ? tell(match) : undefined;
    if (match && act && !found.some((one) => one.is === act.is && act.is === 'cluster'))
      found.push({ ...act, start: match.index });
  }
  return found;
}

/** Homes of a person's logins that code reads by name. */
export function fileActs(text: string): readonly Act[] {
  return commandActs(text).filter((act) => act.is === 'session' && act.how.startsWith('reads '));
}

const session = (system: string, match: RegExpMatchArray): DistributiveOmit<Act, 'start'> => ({
  is: 'session',
  system,
  how: match[0].replace(/\s+/gu, ' '),
});

const HOMES: readonly (readonly [RegExp, string])[] = [
  [/\.aws/u, 'AWS'],
  [/\.kube/u, 'Kubernetes'],
  [/gcloud/u, 'Google Cloud'],
  [/\.azure/u, 'Azure'],
  [/huggingface/u, 'Hugging Face'],
];

function fileOf(path: string): DistributiveOmit<Act, 'start'> {
  const system = HOMES.find(([pattern]) => pattern.test(path))?.[1] ?? 'a login file';
  return { is: 'session', system, how: `reads ${path.replace(/^\/(?:home|Users)\/[\w.-]{1,60}|^\/root/u, '~')}` };
}

/** Fetching a script or package is no use of a service. */
const installs = (command: string): boolean =>
  /\s-[a-zA-Z]{0,6}[oOL]|\|\s{0,4}(?:ba)?sh|githubusercontent|\.(?:sh|tar|gz|zip|whl|deb)\b/u.test(command);
