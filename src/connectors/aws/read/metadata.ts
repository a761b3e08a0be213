import type { Entry } from '../../../documents/entry.ts';
import type { AwsResourceFact } from '../../../model/aws-facts.ts';

/** `MetadataOptions` of an instance or launch template (EC2 API reference). Nothing where nothing is said: the image or account decides then. */
export function metadataOf(at: Entry | undefined): Pick<AwsResourceFact, 'metadata'> {
  const tokens = at?.text('HttpTokens');
  const hops = Number(at?.text('HttpPutResponseHopLimit') ?? Number.NaN);
  const off = at?.text('HttpEndpoint') === 'disabled';
  if (!at || (tokens === undefined && !Number.isInteger(hops) && !off)) return {};
  return {
    metadata: {
      tokens: tokens === 'required' ? 'required' : 'optional',
      ...(Number.isInteger(hops) ? { hops } : {}),
      off,
    },
  };
}

const OWNED = /^kubernetes\.io\/cluster\/([\w-]{1,100})$/u;

/** EKS tags the machines of its node groups; the older tag is what self-managed nodes must have (EKS user guide). */
export function clusterOf(tags: Readonly<Record<string, string>>): Pick<AwsResourceFact, 'cluster'> {
  const named = tags['eks:cluster-name'] ?? tags['aws:eks:cluster-name'];
  const owned = Object.keys(tags).flatMap((key) => OWNED.exec(key)?.[1] ?? []);
  const cluster = named ?? (owned.length === 1 ? owned[0] : undefined);
  return cluster === undefined ? {} : { cluster };
}
