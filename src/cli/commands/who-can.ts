import type { Holder } from '../../connectors/kubernetes/rbac/who-can.ts';
import { whoCan as ask } from '../../connectors/kubernetes/rbac/who-can.ts';
import { whoCanJson, whoCanLines, type WhoCanAnswer } from '../../report/who-can-report.ts';
import { isAiVerb, type AiVerbName } from '../../questions/ai-verbs.ts';
import { whoCanAi } from '../../questions/who-can-ai.ts';
import { whoCanAiJson, whoCanAiLines } from '../../report/who-can-ai-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags, type Loaded } from '../load-estate.ts';
import { realmOf } from '../realm.ts';
import { resourcesOf } from '../resources-of.ts';
import { rightsOf } from '../rights-of.ts';
import { isAzureAction, isCloudAction, isGcpPermission } from '../cloud-action.ts';
import { questionsOf } from '../who-can-question.ts';

export async function whoCan(io: Io, given: readonly string[], flags: EstateFlags): Promise<number> {
  const [[verb = '', resource = ''], told] = argumentsOf(['VERB', 'RESOURCE'], given, flags, io.cwd);
  const loaded = await loadEstate(io, told);
  if (isAiVerb(verb)) return ofAiVerb(io, loaded, verb, resource, told);
  if (isCloudAction(verb)) return (await import('../who-can-cloud.ts')).whoCanCloud(io, loaded, verb, resource, told);
  if (isGcpPermission(verb) || isAzureAction(verb))
    return (await import('../who-can-native.ts')).whoCanNative(io, loaded, verb, resource, told);
  const asked = questionsOf(loaded, verb, resource);
  const rights = rightsOf(loaded.graph);
  const found: WhoCanAnswer = { verb, resource, asked, holders: distinct(asked.flatMap((one) => ask(rights, one))) };
  await answer(io, flags.output, {
    json: () => whoCanJson(found),
    lines: () => whoCanLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}

async function ofAiVerb(
  io: Io,
  loaded: Loaded,
  verb: AiVerbName,
  resource: string,
  flags: EstateFlags,
): Promise<number> {
  const asked = resourcesOf(loaded, resource);
  const found = { verb, resource, asked, holders: whoCanAi(loaded.graph, verb, asked) };
  await answer(io, flags.output, {
    json: () => whoCanAiJson(found),
    lines: () => whoCanAiLines(found, io.width, realmOf(loaded)),
  });
  return exitOf(loaded, {});
}

/** One row for an identity, set and group, however many of the things that a glob fits it may touch. */
function distinct(holders: readonly Holder[]): readonly Holder[] {
  const rows = new Map<string, Holder>();
  for (const one of holders) {
    const key = JSON.stringify([one.identity, one.via, one.through]);
    if (!rows.has(key)) rows.set(key, one);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, holder]) => holder);
}
