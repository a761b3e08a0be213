import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { SEVERITIES } from '../model/finding.ts';
import { AI_VERBS } from '../questions/ai-verbs.ts';
import { INCLUDES } from '../report/includes.ts';
import { collecting } from './collecting.ts';
import { FORMATS, formatOf } from './formats.ts';
import type { Io } from './io.ts';
import { recordVerbs } from './record-verbs.ts';
import { storeVerbs } from './store-verbs.ts';

/** Runs a verb whose code is loaded only now, so that `writ --version` starts like bare node. */
export type Runner = (
  load: () => Promise<(io: Io, args: readonly string[], options: never) => Promise<number>>,
) => (...given: unknown[]) => Promise<void>;

const GROUPS = {
  see: 'See what is there:',
  ask: 'Ask about it:',
  watch: 'Keep it so:',
  record: 'Prove what happened:',
  operate: 'Run it:',
  other: 'Other:',
} as const;

/** The whole command line as data: help, completions and the reference page are made from it. */
export function program(run: Runner): Command {
  const root = new Command('writ')
    .usage('VERB [options]')
    .description('See every non-human identity of an AI estate, what each can reach, and what to fix first.')
    .addHelpCommand(new Command('help').argument('[verb]').description('How to use a verb.').helpGroup(GROUPS.other))
    .helpOption('-h, --help', 'this text')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText(
      'after',
      '\nStart with: writ scan PATH\nExit codes: 0 done, 1 findings at --fail-on, 2 usage, 3 something was not read.',
    );

  const scan = verb(root, 'scan', GROUPS.see, 'Read files and folders; print the ranked findings.', [
    ['writ scan .', 'the first screen'],
    ['writ scan deploy/ charts/ --fail-on high', 'for CI: exit 1 when something high or critical is there'],
    [
      'writ scan . -o json --include edges,identities,nodes,policies --output-file scan.json',
      'everything, to ask later',
    ],
  ])
    .usage('[PATH...] [options]')
    .argument('[path...]', 'files and folders of any mix of sources; none are needed with --collect')
    .addOption(
      new Option('-o, --output <format>', 'what to write').choices(FORMATS).default('table').argParser(formatOf),
    )
    .option('--output-file <file>', 'write there instead of to stdout; whole or not at all')
    .addOption(
      new Option('--include <parts>', 'what to add to json and jsonl; several with commas')
        .choices(INCLUDES)
        .argParser(includes),
    )
    .addOption(new Option('--fail-on <severity>', 'exit 1 when a finding is this severe or more').choices(SEVERITIES))
    .option('--baseline <saved-scan>', 'mark what that scan did not have; only that fails at --fail-on')
    .option('--strict', 'exit 3 on any diagnostic, notes too')
    .option('--render', 'render charts and kustomizations with helm and kustomize from PATH')
    .addOption(new Option('--limit <number>', 'findings in the table').default(10).argParser(positive));
  collecting(scan).action(run(async () => (await import('./commands/scan.ts')).scan));

  estateVerb(root, 'show', GROUPS.see, 'Open one finding: why it is true, the fix, what the fix breaks.', [
    ['writ show 1', 'the first finding of a scan of this folder'],
    ['writ show f:1a2b --estate deploy/', 'by id, or by the end of an id'],
  ])
    .usage('FINDING [options]')
    .argument('[finding]', 'its number in the table of `writ scan`, or its id')
    .action(run(async () => (await import('./commands/show.ts')).show));

  estateVerb(root, 'reach', GROUPS.ask, 'What an identity or a thing can reach, what is at stake first.', [
    ['writ reach team-a/trainer', 'by the end of its id'],
  ])
    .usage('ID [options]')
    .argument('[id]', 'an id, or the end of one')
    .action(run(async () => (await import('./commands/reach.ts')).reach));

  estateVerb(root, 'paths', GROUPS.ask, 'The shortest and the cheapest way from one to the other, step by step.', [
    ['writ paths --from team-a/trainer --to k8s:Cluster:prod', 'with file and line of every step'],
  ])
    .usage('--from ID --to ID [options]')
    .requiredOption('--from <id>', 'where the attacker stands')
    .requiredOption('--to <id>', 'what is at stake')
    .action(run(async () => (await import('./commands/paths.ts')).paths));

  estateVerb(root, 'map', GROUPS.ask, 'The chain that a service stands in, hop by hop, and what can influence each.', [
    ['writ map ml/recommender', 'request, front door, model, orchestration, retrieval, storage, tools'],
  ])
    .usage('SERVICE [options]')
    .argument('[service]', 'an id, or the end of one')
    .action(run(async () => (await import('./commands/map.ts')).map));

  estateVerb(root, 'who-can', GROUPS.ask, 'Which identities may do this, and by which binding.', [
    ['writ who-can get secrets/team-a/registry-key', 'KIND/NAMESPACE/NAME'],
    ['writ who-can patch "k8s:Secret:prod/**"', 'a glob over ids'],
    ['writ who-can s3:GetObject aws:Bucket:training-data', 'an action of AWS, by every layer of policy'],
    ['writ who-can storage.objects.get gcp:Bucket:models', 'a permission of Google Cloud, or an action of Azure'],
    ['writ who-can alter-output ml/recommender', 'an AI verb, with the native rights that amount to it'],
  ])
    .usage('VERB RESOURCE [options]')
    .argument(
      '[verb]',
      `as the source says it (get, create, s3:GetObject, storage.objects.get), or ${Object.keys(AI_VERBS).join(', ')}`,
    )
    .argument('[resource]', 'an id, a glob over ids, KIND/NAMESPACE/NAME, or an ARN')
    .action(run(async () => (await import('./commands/who-can.ts')).whoCan));

  estateVerb(
    root,
    'iam',
    GROUPS.ask,
    'Why AWS would allow or deny this, by every layer, with the statements that decide.',
    [
      ['writ iam explain trainer s3:GetObject arn:aws:s3:::training-data/x', 'a role or user by name or ARN'],
      [
        'writ iam explain trainer kms:Decrypt "*" --context aws:SourceIp=203.0.113.7',
        'with what is known of the request',
      ],
      ['writ iam explain s3:GetObject arn:aws:s3:::data/x --policy p.json', 'a policy document that stands alone'],
    ],
  )
    .usage('explain [PRINCIPAL] ACTION RESOURCE [options]')
    .argument('[explain]', 'the word explain')
    .argument('[principal]', 'a role or user: its ARN, its name, or the end of its id')
    .argument('[action]', 'as AWS writes it: s3:GetObject')
    .argument('[resource]', 'an ARN, or * for an action without resources')
    .addOption(
      new Option('--context <key=value>', 'a condition key of the request; again for more values').argParser(
        contextKey,
      ),
    )
    .option('--complete', 'keys that are not given are missing, not unknown')
    .option('--policy <file>', 'ask this policy document instead of a PRINCIPAL')
    .action(run(async () => (await import('./commands/iam.ts')).iam));

  estateVerb(root, 'whatif', GROUPS.ask, 'Which ways to crown jewels close when edges are removed.', [
    ['writ whatif --remove e:0123456789abcdef', 'edge ids stand in `writ paths` and in the JSON scan'],
  ])
    .usage('--remove EDGE... [options]')
    .requiredOption('--remove <edge...>', 'edge ids')
    .action(run(async () => (await import('./commands/whatif.ts')).whatIf));

  estateVerb(
    root,
    'authority',
    GROUPS.ask,
    'Who may request, approve and revoke access to a thing, and where that is written.',
    [['writ authority k8s:Cluster:prod', 'declared, and by rights that amount to it']],
  )
    .usage('ID [options]')
    .argument('[id]', 'an id, or the end of one')
    .action(run(async () => (await import('./commands/authority.ts')).authority));

  estateVerb(root, 'assert', GROUPS.watch, 'Check the guards: sentences that were declared to stay true.', [
    ['writ assert', 'those of writ.estate.yaml; exit 1 when one is broken'],
    ['writ assert --estate scan.snapshot --guards guards.yaml', 'of a saved scan, by sentences in another file'],
  ])
    .option('--guards <file...>', 'more files with guards, in the form of writ.estate.yaml')
    .action(run(async () => (await import('./commands/assert.ts')).assert));

  verb(root, 'diff', GROUPS.watch, 'What appeared, went, changed owner or gained reach from one scan to another.', [
    ['writ diff yesterday.snapshot .', 'a saved scan and this folder'],
    ['writ diff base/ head/ -o md', 'a comment for the pull request'],
  ])
    .usage('A B [options]')
    .argument('<a>', 'a folder, a snapshot, or a JSON scan with edges, identities and nodes')
    .argument('<b>', 'the same, later')
    .addOption(new Option('-o, --output <format>', 'what to write').default('table').choices(['table', 'json', 'md']))
    .option('--render', 'render charts and kustomizations with helm and kustomize from PATH')
    .action(run(async () => (await import('./commands/diff.ts')).diff));

  verb(root, 'watch', GROUPS.watch, 'Re-read what changes under a folder and print what that does.', [
    ['writ watch .', 'until Ctrl-C'],
  ])
    .usage('PATH... [options]')
    .argument('<path...>', 'files and folders, as for scan')
    .addOption(new Option('-o, --output <format>', 'what to write').default('table').choices(['table', 'jsonl']))
    .action(run(async () => (await import('./commands/watch.ts')).watch));

  verb(root, 'init', GROUPS.watch, 'Write a commented writ.estate.yaml from a scan: who owns what, what is at stake.', [
    ['writ init .', 'never over an existing file'],
    ['writ init . --output-file -', 'to stdout'],
  ])
    .usage('[PATH...] [options]')
    .argument('[path...]', 'files and folders, as for scan; this folder when not given')
    .option('--output-file <file>', 'write there; - is stdout', 'writ.estate.yaml')
    .action(run(async () => (await import('./commands/init.ts')).init));

  recordVerbs((name, says, examples) => verb(root, name, GROUPS.record, says, examples), run);

  storeVerbs((name, says, examples) => verb(root, name, GROUPS.operate, says, examples), run);

  verb(root, 'completion', GROUPS.other, 'Print a completion script for a shell.', [
    ['source <(writ completion bash)', 'in ~/.bashrc'],
    ['writ completion fish | source', 'in config.fish'],
  ])
    .usage('SHELL')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .action(run(async () => (await import('./commands/completion.ts')).completion));

  verb(root, 'version', GROUPS.other, 'Print the version.', []).action(
    run(async () => (await import('./commands/version.ts')).version),
  );
  return root;
}

export type Examples = readonly (readonly [command: string, says: string])[];

function verb(root: Command, name: string, group: string, says: string, examples: Examples): Command {
  const command = root
    .command(name)
    .helpGroup(group)
    .description(says)
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .option('-q, --quiet', 'no progress and no notes on stderr');
  const wide = Math.max(0, ...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  ${line.padEnd(Math.min(wide, 48))}  ${what}`);
  return examples.length === 0 ? command : command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

function estateVerb(root: Command, name: string, group: string, says: string, examples: Examples): Command {
  return verb(root, name, group, says, examples)
    .option('--estate <path...>', 'folders, a snapshot, or a JSON scan with edges, identities and nodes', ['.'])
    .addOption(new Option('-o, --output <format>', 'what to write').default('table').choices(['table', 'json']))
    .option('--render', 'render charts and kustomizations with helm and kustomize from PATH');
}

function includes(text: string, known: readonly string[] = []): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  const wrong = parts.find((part) => !(INCLUDES as readonly string[]).includes(part));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is not one of ${INCLUDES.join(', ')}.`);
  return [...new Set([...known, ...parts])];
}

/** Values by key; a key that comes again has several. */
function contextKey(
  text: string,
  known: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write KEY=VALUE.');
  const [key, value] = [text.slice(0, at), text.slice(at + 1)];
  return { ...known, [key]: [...(Object.hasOwn(known, key) ? (known[key] ?? []) : []), value] };
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}
