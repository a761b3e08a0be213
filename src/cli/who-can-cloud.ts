import { worldOfFacts } from '../cloud/aws/explain.ts';
import { whoCanDo } from '../cloud/aws/who-can.ts';
import { actionInfo } from '../iam/catalogue/actions.ts';
import type { Fact } from '../model/facts.ts';
import type { NodeId } from '../model/id.ts';
import { whoCanCloudJson, whoCanCloudLines } from '../report/who-can-cloud-report.ts';
import { answer } from './answer.ts';
import { cloudFacts } from './cloud-facts.ts';
import { exitOf } from './exit-of.ts';
import type { Io } from './io.ts';
import type { EstateFlags, Loaded } from './load-estate.ts';
import { resourcesOf } from './resources-of.ts';
import { usage } from './usage.ts';

/** Everybody who may do an action of AWS to a thing, by every layer that is known. */
export async function whoCanCloud(
  io: Io,
  loaded: Loaded,
  action: string,
  resource: string,
  flags: EstateFlags,
): Promise<number> {
  if (actionInfo(action) === undefined)
    throw usage(`"${action}" is no action of AWS`, 'Actions read service:Action, as in s3:GetObject.');
  const facts = await cloudFacts(loaded, flags);
  const world = worldOfFacts(facts);
  const arns = resource === '*' || resource.startsWith('arn:') ? [resource] : arnsOf(loaded, facts, resource);
  const found = { action, resource, asked: arns, holders: world ? whoCanDo(world, action, arns) : [] };
  await answer(io, flags.output, {
    json: () => whoCanCloudJson(found),
    lines: () => whoCanCloudLines(found, io.width),
  });
  return exitOf(loaded, {});
}

function arnsOf(loaded: Loaded, facts: readonly Fact[], typed: string): readonly string[] {
  const nodes: ReadonlySet<NodeId> = new Set(resourcesOf(loaded, typed));
  const arns = facts.flatMap((fact) => (nodes.has(fact.node) ? (arnIn(fact) ?? []) : []));
  if (arns.length === 0)
    throw usage(`${typed} is nothing that AWS knows by an ARN`, 'Give an ARN, or the id of such a thing.');
  return [...new Set(arns)].sort();
}

const arnIn = (fact: Fact): string | undefined =>
  fact.fact === 'aws-resource' || fact.fact === 'aws-identity' || fact.fact === 'aws-policy' ? fact.arn : undefined;
