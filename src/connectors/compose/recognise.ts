import type { Entry } from '../../documents/entry.ts';

/** Names by which Compose finds its files, and those that people give to variants (docs.docker.com, Compose application model). */
const NAMED = /^(?:docker-)?compose(?:[._-][^/]{1,80})?\.ya?ml$/iu;

export const isNamed = (path: string): boolean => NAMED.test(nameOf(path));

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Whether the text can be a compose file at all: cheap, before anything is parsed. Only a named one may do without services. */
export const mayBeCompose = (path: string, text: string): boolean =>
  isNamed(path)
    ? /^(?:services|models|include)[ \t]{0,8}:/mu.test(text)
    : text.includes('services') && /^["']?services["']?[ \t]{0,8}:/mu.test(text);

/** Top-level keys of other formats whose `services` mean something else (GitLab CI, Kubernetes, OpenAPI, Azure developer CLI). */
const OTHERS = ['apiVersion', 'kind', 'jobs', 'stages', 'openapi', 'stack', 'model_list', 'endpoints'] as const;

/** By content: services of which one has an image or a build; a named file may also only add to services, or bring models. */
export function isCompose(root: Entry, path: string): boolean {
  if (OTHERS.some((key) => root.has(key))) return false;
  const services = root.entries('services');
  if (services.some(([, one]) => one.has('image') || one.has('build') || one.has('extends'))) return true;
  if (!isNamed(path)) return false;
  return services.length > 0 || root.entries('models').length > 0 || root.items('include').length > 0;
}

/** Which part of a project a file is: what is started by itself, what is added to it unasked, or what `-f` adds. */
export type Role = 'base' | 'override' | 'variant';

export function roleOf(path: string): Role {
  const name = nameOf(path).toLowerCase();
  if (/^(?:docker-)?compose\.ya?ml$/u.test(name)) return 'base';
  if (/^(?:docker-)?compose\.override\.ya?ml$/u.test(name)) return 'override';
  return isNamed(path) ? 'variant' : 'base';
}
