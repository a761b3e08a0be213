import { hasHole, hole } from '../../model/hole.ts';

/** Claims of a token that its subject says; a claim that it does not say is undefined. */
export type Claims = (name: string) => string | undefined;

/**
 * GitHub docs, "OpenID Connect reference": `repo:OWNER/NAME:ref:REF`, `...:environment:NAME`, `...:pull_request`. GitLab docs, "Connect to cloud
 * services": `project_path:GROUP/PROJECT:ref_type:TYPE:ref:NAME`.
 */
export function claimsOf(subject: string): Claims {
  const found = new Map<string, string>([['sub', subject]]);
  const github = /^repo:([^:]{1,300}):(ref|environment|pull_request)(?::(.{0,600}))?$/su.exec(subject);
  if (github) {
    const [, repository = '', what = '', value = ''] = github;
    found.set('repository', repository);
    found.set('repository_owner', ownerOf(repository));
    if (what !== 'pull_request') found.set(what, value);
    else found.set('event_name', 'pull_request');
  }
  const gitlab = /^project_path:([^:]{1,300}):ref_type:([^:]{1,60}):ref:(.{0,600})$/su.exec(subject);
  if (gitlab) {
    const [, project = '', type = '', ref = ''] = gitlab;
    found.set('project_path', project);
    found.set('namespace_path', hasHole(project) ? hole('namespace') : project.split('/').slice(0, -1).join('/'));
    found.set('ref_type', type);
    found.set('ref', ref);
  }
  return (name) => found.get(name);
}

function ownerOf(repository: string): string {
  const [owner = ''] = repository.split('/');
  return hasHole(owner) || !repository.includes('/') ? hole('owner') : owner;
}
