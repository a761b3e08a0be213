import type { SourceFile } from '../../bytes/files.ts';
import { readJson } from '../../documents/read.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { tellSources } from '../source-rows.ts';
import type { Connector, ScanContext } from '../port.ts';
import { accountOf } from './account.ts';
import type { Answer } from './answer.ts';
import { answersIn, mayBe, surely } from './recognise.ts';
import { readClusters } from './read/clusters.ts';
import { groupArns, readDetails } from './read/details.ts';
import { readInstances } from './read/instances.ts';
import { readKeys } from './read/keys.ts';
import { readLoose } from './read/loose.ts';
import { isOrganisation, readOrganisation } from './read/organisation.ts';
import { readNodeGroups } from './read/node-groups.ts';
import { readResources } from './read/resources.ts';

/** Accounts of AWS as the CLI prints them, or as `scan --collect aws` recorded them. */
export const aws: Connector = {
  name: 'aws',
  open(_, context) {
    const found = new Map<string, Kept & { readonly file: SourceFile }>();
    return {
      looksAtPaths: false,
      wants: ({ path, bytes }) => bytes > 0 && path.endsWith('.json'),
      take(file, text): Kept | undefined {
        const kept = mayBe(text) ? read(file, text, context) : undefined;
        if (kept) found.set(file.path, { file, ...kept });
        return kept;
      },
      recall(file, kept) {
        found.set(file.path, { file, ...(kept as Kept) });
      },
      finish() {
        for (const { diagnostics } of found.values()) context.estate.diagnostic(...diagnostics);
        const objects = tell(
          context,
          [...found].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { answers }]) => answers),
        );
        tellSources(
          context.estate,
          'aws',
          [...found.values()].map((one) => one.file),
          (path) => objects.get(path) ?? 0,
        );
        return new Set(found.keys());
      },
    };
  },
};

interface Kept {
  readonly answers: readonly Answer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The answers of a file that is AWS's; a broken one is reported only where it is surely one. */
function read(file: SourceFile, text: string, context: ScanContext): Kept | undefined {
  const { roots, diagnostics } = readJson(file.path, text);
  if (diagnostics.length > 0) return surely(text) ? { answers: [], diagnostics } : undefined;
  const { environment, realm, path } = context.standing(file);
  const at = { file: file.path, path: path.join('/'), environment, realm };
  const answers = roots.flatMap((root) => answersIn(root, at));
  return answers.length > 0 || surely(text) ? { answers, diagnostics } : undefined;
}

/** Things found, by file. */
function tell(context: ScanContext, answers: readonly Answer[]): ReadonlyMap<string, number> {
  const { estate } = context;
  const objects = new Map<string, number>();
  const count = (file: string, more: number): void => void objects.set(file, (objects.get(file) ?? 0) + more);
  const groups = groupArns(answers);
  const users = userArns(answers);
  for (const answer of answers) {
    if (answer.operation === 'iam:GetAccountAuthorizationDetails')
      count(answer.file, readDetails(estate, answer, groups));
    count(answer.file, readKeys(context, answer, users));
    count(answer.file, readInstances(estate, answer));
    count(answer.file, readLoose(estate, answer));
  }
  for (const [file, more] of readResources(context, answers)) count(file, more);
  for (const [file, more] of readClusters(estate, answers)) count(file, more);
  for (const [file, more] of readNodeGroups(estate, answers)) count(file, more);
  const organisation = answers.filter(isOrganisation);
  if (organisation[0]) count(organisation[0].file, readOrganisation(estate, organisation));
  return objects;
}

function userArns(answers: readonly Answer[]): ReadonlyMap<string, string> {
  return new Map(
    answers.flatMap((answer) =>
      answer.output.items('UserDetailList').flatMap((one) => {
        const [arn, name] = [one.text('Arn'), one.text('UserName')];
        return arn === undefined || name === undefined ? [] : [[`${accountOf(arn, answer)}/${name}`, arn] as const];
      }),
    ),
  );
}
