import { CommanderError, type Command } from 'commander';
import { printableLines } from '../report/printable.ts';
import { closest } from './closest.ts';
import { EXIT } from './exit.ts';
import { failureOf } from './failure.ts';
import type { Io } from './io.ts';
import { program, type Runner } from './program.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

/** What the process gives a run; colours are settled once the flags are known. */
export type MakeIo = (flags: { readonly color?: boolean; readonly quiet?: boolean }) => Io;

/** Runs one command line and returns its exit code. Never throws and never ends the process. */
export async function run(argv: readonly string[], make: MakeIo): Promise<number> {
  let exit: number = EXIT.done;
  const runner: Runner =
    (load) =>
    async (...given) => {
      // commander gives the arguments, the options and the command, in this order.
      const options = given.at(-2) as { color?: boolean; quiet?: boolean };
      const args = given
        .slice(0, -2)
        .flat()
        .filter((one): one is string => typeof one === 'string');
      const verb = await load();
      exit = await verb(make(options), args, options as never);
    };
  const io = make({});
  const [out, err]: [string[], string[]] = [[], []];
  const root = program(runner);
  quietly(root, out, err);
  try {
    if (argv.length === 0) {
      await io.err(root.helpInformation());
      return EXIT.usage;
    }
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      await io.out(`writ ${version()}\n`);
      return EXIT.done;
    }
    if (argv[0] === 'help' && argv[1] !== undefined) checkVerb(argv[1], root);
    await root.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    return await explain(error, io, err);
  } finally {
    if (out.length > 0) await io.out(out.join(''));
  }
}

/** commander would answer an unknown verb after `help` with all of its help and a failure. */
function checkVerb(typed: string, root: Command): void {
  const verbs = root
    .createHelp()
    .visibleCommands(root)
    .map((verb) => verb.name());
  if (verbs.includes(typed) || typed.startsWith('-')) return;
  const [near] = closest(typed, verbs, 1);
  throw usage(`there is no verb "${typed}"`, near === undefined ? undefined : `Did you mean ${near}?`);
}

/** commander's own texts are collected, so that they pass the same door as all others. */
function quietly(command: Command, out: string[], err: string[]): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void out.push(text),
    writeErr: (text) => void err.push(text),
    getOutHelpWidth: () => 100,
    getErrHelpWidth: () => 100,
  });
  for (const one of command.commands) quietly(one, out, err);
}

async function explain(error: unknown, io: Io, said: readonly string[]): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    const text = said.join('').replace(/^error: /u, '') || error.message;
    await io.err(`writ: ${printableLines(text).join('\n')}\n`);
    return EXIT.usage;
  }
  const { message, hint, exit } = failureOf(error, io.env);
  await io.err(`writ: ${printableLines(message).join('\n')}\n`);
  if (hint !== undefined) await io.err(`  ${printableLines(hint).join('\n  ')}\n`);
  return exit;
}
