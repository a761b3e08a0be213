import { posix } from 'node:path';
import { fileKey } from '../../../model/keys.ts';
import { isLiteral } from './resolver.ts';
import { printed } from './place.ts';
import type { Telling } from './telling.ts';

/** Notebooks that a step executes: papermill, `jupyter nbconvert --execute`, `jupyter execute`. */
export function tellNotebooks(telling: Telling): void {
  const { view } = telling;
  for (const step of view.steps) {
    const { script } = step;
    if (script?.language !== 'sh') continue;
    const resolver = view.resolver(step);
    const folder = step.workingDirectory ?? view.job.workingDirectory ?? view.workflow.workingDirectory ?? '.';
    for (const { words, line } of script.commands) {
      const notebook = executed(words);
      if (notebook === undefined) continue;
      for (const one of resolver.variants(`${folder}/${notebook}`, true)) {
        const path = posix.normalize(one);
        if (!isLiteral(path) || path.startsWith('..') || path.startsWith('/')) continue;
        telling.refer('RUNS_NOTEBOOK', fileKey(printed(view.place, path)), [
          { file: step.file, line: script.line + line },
        ]);
      }
    }
  }
}

function executed(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /(?:^|\/)(?:papermill|jupyter|jupyter-nbconvert|jupyter-execute)$/u.test(word));
  if (at < 0) return undefined;
  const rest = words.slice(at);
  const runs =
    rest[0]?.endsWith('papermill') ||
    rest.includes('--execute') ||
    rest[1] === 'execute' ||
    rest[0]?.endsWith('jupyter-execute');
  return runs ? rest.find((word) => word.endsWith('.ipynb') && !word.startsWith('-')) : undefined;
}
