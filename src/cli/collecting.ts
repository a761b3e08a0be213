import { InvalidArgumentError, Option, type Command } from 'commander';

/** Options that read live sources. */
export function collecting(scan: Command): Command {
  return scan
    .addOption(
      new Option('--collect <source>', 'read a live source first; again for more')
        .choices(COLLECTED)
        .argParser(collected),
    )
    .option('--collect-to <folder>', 'where the files of --collect go', '.writ/collected')
    .option('--collect-role <name>', 'aws: role to take on in each member account of the organisation')
    .addOption(new Option('--collect-region <region>', 'aws, gcp: only there; again for more').argParser(another))
    .addOption(
      new Option('--collect-project <id>', 'gcp: in place of the active one; again for more').argParser(another),
    )
    .option('--collect-organization <number>', 'gcp: all folders and projects of this organisation')
    .addOption(new Option('--collect-subscription <id>', 'azure: only this one; again for more').argParser(another))
    .addOption(new Option('--collect-context <name>', 'k8s: of the kubeconfig; again for more').argParser(another))
    .option('--collect-secret-names', 'k8s: names and types of Secrets too; never their values')
    .addOption(new Option('--collect-org <name>', 'github: organisation to read; again for more').argParser(another));
}

const COLLECTED = ['aws', 'gcp', 'azure', 'k8s', 'github'] as const;

function collected(text: string, known: readonly string[] = []): readonly string[] {
  if (!COLLECTED.some((one) => one === text))
    throw new InvalidArgumentError(`"${text}" is not one of ${COLLECTED.join(', ')}.`);
  return another(text, known);
}

export const another = (text: string, known: readonly string[] = []): readonly string[] => [
  ...new Set([...known, text]),
];
