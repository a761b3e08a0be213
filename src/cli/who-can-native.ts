import { workingCopy } from '../cloud/answer/holder.ts';
import { AzurePolicies } from '../cloud/azure/who-can.ts';
import { GcpPolicies } from '../cloud/gcp/who-can.ts';
import { azureScopeId } from '../cloud/tell/azure.ts';
import type { NodeId } from '../model/id.ts';
import { whoCanNativeJson, whoCanNativeLines } from '../report/who-can-native-report.ts';
import { answer } from './answer.ts';
import { isGcpPermission } from './cloud-action.ts';
import { cloudFacts } from './cloud-facts.ts';
import { exitOf } from './exit-of.ts';
import type { Io } from './io.ts';
import type { EstateFlags, Loaded } from './load-estate.ts';
import { resourcesOf } from './resources-of.ts';
import { usage } from './usage.ts';

/** Everybody who may use a permission of Google Cloud, or an action of Azure, on a thing. */
export async function whoCanNative(
  io: Io,
  loaded: Loaded,
  action: string,
  resource: string,
  flags: EstateFlags,
): Promise<number> {
  const gcp = isGcpPermission(action);
  const copy = workingCopy({ nodes: loaded.estate.nodes, facts: await cloudFacts(loaded, flags) });
  const policies = gcp ? new GcpPolicies(copy, loaded.scannedAt) : new AzurePolicies(copy);
  const asked = askedOf(loaded, policies.things, resource);
  const found = { action, resource, asked, holders: policies.whoCan(action, asked) };
  await answer(io, flags.output, {
    json: () => whoCanNativeJson(found),
    lines: () => whoCanNativeLines(found, io.width),
  });
  return exitOf(loaded, {});
}

function askedOf(loaded: Loaded, things: readonly NodeId[], typed: string): readonly NodeId[] {
  if (typed === '*') return things;
  const named = /^\/(?:subscriptions|providers)\//iu.test(typed) ? [azureScopeId(typed)] : resourcesOf(loaded, typed);
  const known = new Set(things);
  const found = named.filter((one) => known.has(one));
  if (found.length === 0)
    throw usage(
      `${typed} is nothing that policies of this cloud are about`,
      'Give the id of a bucket, an account, a scope.',
    );
  return found;
}
