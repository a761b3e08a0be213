import { Argument, Option, type Command } from 'commander';
import { LOG_LEVELS } from '../api/log-levels.ts';
import { another } from './collecting.ts';
import type { Examples, Runner } from './program.ts';

type Verb = (name: string, says: string, examples: Examples) => Command;

/** What an operator does with the store. */
export function storeVerbs(verb: Verb, run: Runner): void {
  verb('serve', 'Run the control plane on the store and ledger of a data folder, until it is told to stop.', [
    ['writ serve --data DIR', 'on 127.0.0.1:7747; the first start makes the folder'],
    ['writ serve --config writ.yaml', 'as the file says; `writ config check` reads it before'],
    [
      'writ serve --data DIR --scan deploy/ --scan-every 15m',
      'and keep what is there as records, read again and again',
    ],
    ['DATABASE_URL=postgres://... writ serve --data DIR', 'on a PostgreSQL of your own'],
  ])
    .usage('--data DIR [options]')
    .option('--config <file>', 'how it runs; writ.yaml here where it is left out and there is one')
    .option('--data <dir>', 'where the embedded store, the ledger and its key lie; one process at a time')
    .option('--listen <address>', 'HOST:PORT or PORT, 127.0.0.1:7747 where nothing else is said; port 0 is any')
    .option('--public-url <url>', 'where people reach it: https://HOST')
    .option('--new-link', 'print a sign-in link for the only administrator, who has lost every other way')
    .addOption(
      new Option(
        '--scan <paths>',
        'files and folders to keep as the source "estate"; again or with commas for more',
      ).argParser(another),
    )
    .option('--scan-every <time>', 'how often --scan is read again: 30s, 15m, 6h, 1d; only on request without it')
    .addOption(
      new Option('--scan-root <folder>', 'below it the API may name folders to scan; again for more').argParser(
        another,
      ),
    )
    .addOption(
      new Option('--log-level <level>', 'what the JSON log on stderr holds; info where it is left out').choices(
        LOG_LEVELS,
      ),
    )
    .action(run(async () => (await import('./commands/serve.ts')).serve));

  storeVerb(verb, 'config', 'Read the configuration of the control plane and say what is wrong with it, and where.', [
    ['writ config check', 'writ.yaml here, or WRIT_CONFIG, with the environment'],
    ['writ config check deploy/writ.yaml -o json', 'exit 2 when something is wrong'],
  ])
    .usage('check [FILE] [options]')
    .addArgument(new Argument('[what]', 'what to do').choices(['check']))
    .argument('[file]', 'the file to read')
    .action(run(async () => (await import('./commands/config.ts')).config));

  storeVerb(verb, 'doctor', 'Look at everything that `writ serve` needs, and say what is missing and what to do.', [
    ['writ doctor --data DIR', 'exit 1 when something would keep it from running'],
  ])
    .usage('[--data DIR] [options]')
    .option('--config <file>', 'how it runs; writ.yaml here where it is left out and there is one')
    .option('--data <dir>', 'the data folder')
    .option('--listen <address>', 'HOST:PORT or PORT')
    .option('--public-url <url>', 'where people reach it')
    .action(run(async () => (await import('./commands/doctor.ts')).doctor));

  storeVerb(verb, 'backup', 'Write the store and the ledger to one file, while the control plane runs or not.', [
    ['writ backup --data DIR --to writ.backup', 'rows of one moment, files of the log, and a sum of each'],
  ])
    .usage('--data DIR --to FILE [options]')
    .requiredOption('--data <dir>', 'the data folder; with DATABASE_URL the rows come from there')
    .requiredOption('--to <file>', 'the file to write, 0600; never over an existing one')
    .action(run(async () => (await import('./commands/backup.ts')).backup));

  storeVerb(verb, 'restore', 'Put a backup into an empty folder; every sum and the ledger are checked first.', [
    ['writ restore --from writ.backup --data DIR', 'exit 1 when the file or its ledger is not what was written'],
  ])
    .usage('--from FILE --data DIR [options]')
    .requiredOption('--from <file>', 'a file of `writ backup`')
    .requiredOption('--data <dir>', 'a folder that is empty or not there; with DATABASE_URL the rows go there')
    .addOption(
      new Option('--key <key>', "the log's public key from elsewhere, or a file with it; again for more").argParser(
        another,
      ),
    )
    .action(run(async () => (await import('./commands/restore.ts')).restore));

  storeVerb(verb, 'export', 'Write the rows of the store to a file, to take them to another database.', [
    ['writ export --data DIR --to rows.writ', 'of the embedded store; of DATABASE_URL when it is set'],
  ])
    .usage('[--data DIR] --to FILE [options]')
    .option('--data <dir>', 'the data folder of an embedded store')
    .requiredOption('--to <file>', 'the file to write, 0600; never over an existing one')
    .action(run(async () => (await import('./commands/export.ts')).exportRows));

  storeVerb(verb, 'import', 'Take the rows of an export into an empty store.', [
    ['DATABASE_URL=postgres://... writ import --from rows.writ', 'from embedded to external'],
  ])
    .usage('--from FILE [--data DIR] [options]')
    .requiredOption('--from <file>', 'a file of `writ export`')
    .option('--data <dir>', 'the data folder of an embedded store')
    .action(run(async () => (await import('./commands/import.ts')).importRows));
}

function storeVerb(verb: Verb, name: string, says: string, examples: Examples): Command {
  return verb(name, says, examples).addOption(
    new Option('-o, --output <format>', 'what to write').default('table').choices(['table', 'json']),
  );
}
