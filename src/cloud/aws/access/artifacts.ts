import { parseId, type NodeId } from '../../../model/id.ts';
import { printHoles } from '../../../model/hole.ts';
import type { ThingRow } from '../data/rights.ts';
import type { Deriving } from '../deriving.ts';
import { together } from '../escalate/tell.ts';
import { joined } from '../granted.ts';
import type { AwsAccount, AwsThing } from '../world/types.ts';
import { mayUse, type Asked } from './may-use.ts';
import { forThing, speakersOf } from './speakers.ts';

/** A model whose files lie in a bucket. */
interface Stored {
  readonly node: NodeId;
  readonly bucket: string;
  /** The right to put the file, or any file below the folder. */
  readonly row: ThingRow;
}

/**
 * Who may put an object where a model lies may change what is loaded, whatever it is called (S3 user guide: a put replaces). Administrators hold the
 * account and are not told again, as with everything in it.
 */
export function deriveArtifacts(deriving: Deriving): void {
  const stored = storedIn(deriving);
  if (stored.length === 0) return;
  const { accounts, things } = deriving.world;
  const buckets = new Map(things.flatMap((one) => (one.fact.service === 's3' ? [[nameOf(one.fact.arn), one] as const] : []))); // prettier-ignore
  for (const account of accounts.values()) {
    const asked = account.identities.filter((who) => !deriving.isAdmin(who) && !who.serviceLinked);
    const speakers = speakersOf(asked, rowOf(''));
    for (const one of stored) {
      const thing = buckets.get(one.bucket);
      if (thing && thing.account !== account && !thing.policy) continue;
      const about = questionOf(one, thing, account);
      for (const who of forThing(speakers, about.arn)) {
        const granted = one.row.rights.map((right) => mayUse(deriving.world, who, right, about)).find((may) => may !== undefined);
        const way = granted && together([granted]);
        if (!way) continue;
        const doubts = [...(thing ? [] : [`the bucket ${one.bucket} is of account ${printHoles(account.id)}, or its policy admits it too`]), ...(way.precondition === undefined ? [] : [way.precondition])];
        const edge = { kind: 'CAN_WRITE_ARTIFACT', from: who.node, to: one.node, evidence: way.evidence.length > 0 ? way.evidence : who.evidence } as const;
        if (doubts.length === 0) deriving.estate.edge({ ...edge, confidence: way.confidence });
        else deriving.estate.edge({ ...edge, confidence: 'possible', precondition: joined(doubts) });
      }
    }
  }
} // prettier-ignore

const nameOf = (arn: string): string => arn.split(':::').at(-1) ?? arn;

function questionOf({ bucket }: Stored, thing: AwsThing | undefined, account: AwsAccount): Asked {
  if (!thing) return { arn: `arn:aws:s3:::${bucket}`, account: account.id };
  const { fact, policy } = thing;
  const doubt = fact.unresolved === undefined ? {} : { doubt: `its policy could not be resolved: ${printHoles(fact.unresolved)}` }; // prettier-ignore
  return { arn: fact.arn, account: fact.account, ...(policy ? { policy } : {}), ...doubt };
}

function storedIn({ estate }: Deriving): readonly Stored[] {
  const found: Stored[] = [];
  for (const { id, kind } of estate.allNodes()) {
    if (kind !== 'ModelArtifact') continue;
    const [, bucket, key = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,62})(?:\/([^{}*?$]{0,900}))?$/u.exec(parseId(id)?.name ?? '') ?? []; // prettier-ignore
    if (bucket !== undefined) found.push({ node: id, bucket, row: rowOf(key.replace(/\/+$/u, '')) });
  }
  return found.sort((a, b) => (a.node < b.node ? -1 : 1));
}

function rowOf(key: string): ThingRow {
  const below = key === '' ? '{self}/{key}' : `{self}/${key}/{key}`;
  // The last part with an ending is a file; without one it may be either.
  const places = /\.[A-Za-z0-9]{1,12}$/u.test(key)
    ? [`{self}/${key}`]
    : key === ''
      ? [below]
      : [below, `{self}/${key}`];
  return {
    type: 's3/bucket',
    word: 'buckets',
    template: 'arn:aws:s3:::{name}',
    named: /^(arn:[^:]{1,30}:s3:::[^:*?$/]{1,600})(?:\/.{0,1000})?$/su,
    rights: [{ edge: 'CAN_WRITE_ARTIFACT', actions: places.map((place) => ['s3:PutObject', place] as const) }],
  };
}
