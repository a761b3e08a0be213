import { Option, type Command } from 'commander';
import { another } from './collecting.ts';
import type { Examples, Runner } from './program.ts';

type Verb = (name: string, says: string, examples: Examples) => Command;

/** What is asked of the record of what happened. */
export function recordVerbs(verb: Verb, run: Runner): void {
  verb(
    'ledger',
    'Verify, prove and export the record, from its files alone; prune it, give it another key, witness those of others.',
    [
      [
        'writ ledger verify --data DIR --key log.pub',
        'every entry, tile and signature; exit 1 when something is wrong',
      ],
      ['writ ledger verify --data DIR --known head.txt', 'also that nothing was cut back or replaced since'],
      ['writ ledger prove 1234 --data DIR', 'a proof that can be checked without the log'],
      ['writ ledger export --data DIR', 'one entry a line'],
      ['writ ledger export --data DIR -o ocsf', 'the same as OCSF events, for a SIEM'],
      [
        'writ ledger prune --data DIR --keep 400d',
        'older entries go and their hashes stay; while no control plane runs',
      ],
      ['writ ledger rotate-key --data DIR', 'a new key signs from now on; while no control plane runs'],
      [
        'writ ledger witness --data OTHER --log log.pub',
        "cosign that log's heads, each only when it goes on from the last",
      ],
    ],
  )
    .usage('verify|prove|export|prune|rotate-key|witness [ENTRY] --data DIR [options]')
    .argument('<what>', 'verify, prove, export, prune, rotate-key or witness')
    .argument('[entry]', 'prove: an index from 0, or the id that was given when it was written')
    .requiredOption('--data <dir>', 'the data folder: the log lies in its folder log; witness: a folder of its own')
    .addOption(
      new Option('--key <key>', "the log's public key from elsewhere, or a file with it; again for more").argParser(
        another,
      ),
    )
    .addOption(new Option('--witness <key>', 'the public key of a witness; again for more').argParser(another))
    .option('--known <tree-head>', 'a file with a tree head that was kept')
    .option('--keep <time>', 'prune: how long entries are kept, at least 184d')
    .addOption(
      new Option('--log <key>', 'witness: the public key of a log, or a file with it; again for more').argParser(
        another,
      ),
    )
    .option('--listen <address>', 'witness: HOST:PORT or PORT, 127.0.0.1:7748 where nothing else is said')
    .option('--name <name>', 'witness: of its key, when that is made at the first start')
    .addOption(new Option('-o, --output <format>', 'what to write').default('table').choices(['table', 'json', 'ocsf']))
    .action(run(async () => (await import('./commands/ledger.ts')).ledger));

  verb('trace', 'Walk the entries of one request, or of one person, workload or thing.', [
    [
      'writ trace 4bf92f3577b34da6a3ce929d0e0e4736 --data DIR',
      'all that one request did; exit 1 when there is nothing',
    ],
    ['writ trace k8s:ServiceAccount:prod/triage --data DIR', 'all that one identity did or had done to it'],
  ])
    .usage('ID --data DIR [options]')
    .argument('<id>', 'a trace id, or an actor or object as entries name it')
    .requiredOption('--data <dir>', 'the data folder: the log lies in its folder log')
    .addOption(new Option('-o, --output <format>', 'what to write').default('table').choices(['table', 'json']))
    .action(run(async () => (await import('./commands/trace.ts')).trace));
}
