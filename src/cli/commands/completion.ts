import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { completionModel } from '../completion/model.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { program } from '../program.ts';
import { usage } from '../usage.ts';

const SHELLS = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

export async function completion(io: Io, [shell = '']: readonly string[]): Promise<number> {
  const write = SHELLS.get(shell);
  if (write === undefined) throw usage(`there are no completions for ${shell}`);
  await io.out(write(completionModel(program(() => () => Promise.resolve()))));
  return EXIT.done;
}
