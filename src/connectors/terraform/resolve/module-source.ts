export const isLocal = (source: string): boolean => /^\.\.?(?:\/|$)/u.test(source);

/** A printed folder and a path from it; '' is the working folder. */
export function joined(folder: string, path: string): string {
  const absolute = folder.startsWith('/') || path.startsWith('/');
  const steps: string[] = [];
  for (const step of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return (absolute ? '/' : '') + steps.join('/');
}

/** The address of a module elsewhere, without what only says how it is fetched (Terraform, "Module Sources"). */
export function normalisedSource(source: string): string {
  return source
    .trim()
    .replace(/\?.{0,500}$/u, '')
    .replace(/^git::/u, '')
    .replace(/^(?:https?|ssh|git):\/\/(?:[^@/]{1,100}@)?/u, '')
    .replace(/^git@([^:/]{1,200}):/u, '$1/')
    .replace(/\.git(?=\/\/|$)/u, '')
    .replace(/^(?:registry\.terraform\.io|app\.terraform\.io)\//u, '');
}
