import { relative } from 'node:path';
import { readConfig, type ConfigProblem } from '../../config/read.ts';
import { ConfigShape } from '../../config/schema.ts';
import { VARIABLES } from '../../config/variables.ts';
import { span, type Line } from '../../report/screen.ts';
import { answer } from '../answer.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { usage } from '../usage.ts';
import { configFileOf } from './serve.ts';

export interface ConfigFlags {
  readonly output: 'table' | 'json';
}

/** `writ config check`: the file and the environment, as `writ serve` would take them. */
export async function config(
  io: Io,
  [what, file, ...more]: readonly string[],
  { output }: ConfigFlags,
): Promise<number> {
  if (what !== 'check') throw usage('what to do is missing', 'Write writ config check [FILE].');
  if (more.length > 0) throw usage(`too many arguments: ${more.join(' ')}`);
  const read = configFileOf(io, file);
  const { config: found, problems } = readConfig(read, io.env, io.cwd);
  const set = VARIABLES.flatMap(([variable]) => ((io.env[variable] ?? '') === '' ? [] : [variable]));
  const keys = Object.keys(ConfigShape.properties).filter((key) => Object.hasOwn(found, key));
  const seen = problems.map(({ place, message }) => ({ place: shown(io, place), message }));
  await answer(io, output, {
    json: () => ({
      schemaVersion: '1',
      file: read ?? null,
      variables: set,
      keys,
      problems: seen.map((one) => ({ ...one })),
    }),
    lines: () => (seen.length > 0 ? seen.map(problemLine) : [okLine(read, set, keys)]),
  });
  return problems.length > 0 ? EXIT.usage : EXIT.done;
}

const shown = (io: Io, place: string): string => (place.startsWith('/') ? relative(io.cwd, place) || place : place);

const problemLine = ({ place, message }: ConfigProblem): Line => [span(`${place}: ${message}`)];

function okLine(file: string | undefined, variables: readonly string[], keys: readonly string[]): Line {
  const from = [...(file === undefined ? [] : [file]), ...variables];
  if (from.length === 0) return [span('There is no writ.yaml here and no variable is set: flags and defaults count.')];
  return [span(`${from.join(', ')}: sound. It sets ${keys.join(', ') || 'nothing'}.`)];
}
