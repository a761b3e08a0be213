import type { Evidence } from '../../../model/evidence.ts';
import { imageKey } from '../../../model/keys.ts';
import { flags } from '../read/shell.ts';
import type { Step } from '../types.ts';
import { symbolic } from './resolver.ts';
import type { Sure, Telling } from './telling.ts';

/** Images that the job pushes: what runs under that name is what it builds. */
export function tellImages(telling: Telling): void {
  for (const step of telling.view.steps) {
    if (step.uses !== undefined) byAction(telling, step);
    else if (step.script?.language === 'sh') byCommand(telling, step, step.script);
  }
}

function byAction(telling: Telling, step: Step): void {
  if (
    !/^(?:docker\/build-push-action|docker\/bake-action|redhat-actions\/push-to-registry|aevea\/action-kaniko|elgohr\/Publish-Docker-Github-Action)@/u.test(
      step.uses ?? '',
    )
  )
    return;
  const push = step.with.get('push') ?? (step.with.get('outputs')?.includes('push=true') ? 'true' : undefined);
  if (/^docker\//u.test(step.uses ?? '') && (push === undefined || push === 'false')) return;
  const sure: Sure =
    push === 'true' || push === undefined
      ? {}
      : { confidence: 'possible', precondition: `push: ${push.slice(0, 100)}` };
  for (const key of ['tags', 'images', 'image', 'name']) {
    const entry = step.entry.get('with', key);
    for (const tag of tagsOf(telling, step, step.with.get(key) ?? ''))
      image(telling, tag, entry?.evidence ?? step.entry.evidence, sure);
  }
}

/** Names as written, one a line or between commas; those that `docker/metadata-action` makes are its images. */
function tagsOf(telling: Telling, step: Step, written: string): readonly string[] {
  const from = /\$\{\{\s{0,10}steps\.([\w-]{1,100})\.outputs\.(?:tags|labels|json)/u.exec(written)?.[1];
  const made = from === undefined ? undefined : telling.view.steps.find((one) => one.id === from);
  const text = made?.with.get('images') ?? written;
  return telling.view
    .resolver(made ?? step)
    .variants(text)
    .flatMap((one) => one.split(/[\n,]/u))
    .map((one) => one.trim().replace(/^name=/u, ''))
    .filter((one) => one !== '');
}

function byCommand(telling: Telling, step: Step, script: NonNullable<Step['script']>): void {
  const resolver = telling.view.resolver(step);
  for (const { words, line } of script.commands) {
    const pushed = pushedBy(words);
    for (const name of pushed)
      for (const one of resolver.variants(name, true))
        image(telling, one, { file: step.file, line: script.line + line }, {});
  }
}

function pushedBy(words: readonly string[]): readonly string[] {
  const [first = '', second = ''] = words;
  if (/^(?:docker|podman|nerdctl|buildah)$/u.test(first)) {
    if (second === 'push')
      return words
        .slice(2)
        .filter((word) => !word.startsWith('-'))
        .slice(0, 1);
    if (words.includes('--push')) return flags(words, '-t', '--tag');
    return [];
  }
  if (/(?:^|\/)executor$|kaniko/u.test(first)) return flags(words, '--destination', '-d');
  return [];
}

function image(telling: Telling, written: string, evidence: Evidence, sure: Sure): void {
  // A tag that is computed says nothing about the name before it.
  const bare = symbolic(written.replace(/:\$[\w{].{0,200}$/u, ''));
  const key = imageKey(bare);
  if (key !== undefined) telling.refer('BUILDS_IMAGE', key, [evidence], sure);
}
