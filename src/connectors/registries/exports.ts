import type { Entry } from '../../documents/entry.ts';
import type { Registry } from './telling.ts';

/** Answers of the MLflow REST API, saved as JSON (mlflow.org, REST API: registered-models, model-versions; authentication: permissions). */
export const mayBeExport = (text: string): boolean =>
  text.includes('"registered_models"') ||
  text.includes('"model_versions"') ||
  text.includes('registered_model_permission');

export const isExport = (root: Entry): boolean =>
  root
    .items('registered_models')
    .some((one) => one.has('name') && (one.has('latest_versions') || one.has('creation_timestamp'))) ||
  root.items('model_versions').some((one) => one.has('name') && one.has('version')) ||
  permissionsIn(root).length > 0;

export function tellModels(registry: Registry, root: Entry): void {
  for (const model of root.items('registered_models')) {
    const name = model.text('name');
    if (name === undefined) continue;
    registry.model(name, model.evidence);
    for (const alias of model.items('aliases')) {
      const named = alias.text('alias');
      if (named !== undefined) registry.stage(name, named, alias.evidence);
    }
    const aliases = model.items('aliases').map((one) => [one.text('version'), one.text('alias')] as const);
    for (const version of model.items('latest_versions')) tellVersion(registry, name, version, aliases);
  }
  for (const version of root.items('model_versions')) {
    const name = version.text('name');
    if (name !== undefined) tellVersion(registry, name, version, []);
  }
}

type Alias = readonly [version: string | undefined, alias: string | undefined];

function tellVersion(registry: Registry, model: string, version: Entry, aliases: readonly Alias[]): void {
  const number = version.text('version');
  if (number === undefined) return;
  const stage = version.text('current_stage');
  const stages = [
    ...(stage === undefined || /^(?:None|Archived)$/u.test(stage) ? [] : [stage]),
    ...version.texts('aliases'),
    ...aliases.flatMap(([of, alias]) => (of === number && alias !== undefined ? [alias] : [])),
  ];
  registry.version(
    model,
    number,
    version.text('source'),
    [...new Set(stages)].sort(),
    version.evidence,
    version.text('run_id'),
  );
}

export function tellPermissions(registry: Registry, root: Entry): void {
  for (const { user, model, permission, entry } of permissionsIn(root))
    registry.right(registry.human(user, entry.evidence), model, permission, entry.evidence);
}

interface Permission {
  readonly user: string;
  readonly model: string;
  readonly permission: string;
  readonly entry: Entry;
}

/** `users/get` lists them by user; single answers and lists of them name the user by number only. */
function permissionsIn(root: Entry): readonly Permission[] {
  const users = [...root.items('users'), ...(root.has('user') ? [root.get('user')] : [])].filter(
    (one) => one !== undefined,
  );
  const byUser = users.flatMap((one) =>
    one.items('registered_model_permissions').flatMap((entry) => permission(one.text('username'), entry)),
  );
  const single = [...root.items('registered_model_permissions'), root.get('registered_model_permission')];
  return [...byUser, ...single.flatMap((entry) => (entry ? permission(undefined, entry) : []))];
}

function permission(username: string | undefined, entry: Entry): readonly Permission[] {
  const user = username ?? entry.text('username') ?? entry.text('user_id');
  const model = entry.text('name');
  const right = entry.text('permission');
  return user === undefined || model === undefined || right === undefined
    ? []
    : [{ user, model, permission: right, entry }];
}
