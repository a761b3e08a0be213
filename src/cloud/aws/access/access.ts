import { hasHole, printHoles } from '../../../model/hole.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind } from '../../../model/kinds.ts';
import { mayDo, type Granted } from '../ask.ts';
import { RIGHTS, type ThingRow } from '../data/rights.ts';
import type { Deriving } from '../deriving.ts';
import { together } from '../escalate/tell.ts';
import { accountOfArn, admittedBy } from '../world/principals.ts';
import type { AwsAccount, AwsIdentity, AwsThing } from '../world/types.ts';
import { anyThing, namedThing } from './implied.ts';
import { mayUse, type Asked } from './may-use.ts';
import { forThing, speakersOf, type Speakers } from './speakers.ts';

/**
 * Who may read, write, invoke, train, promote, change and log what: every identity that a statement may be about, on every thing of its account
 * and on those of others whose policy admits it. Administrators hold the account, and with it everything in it: they are not told again.
 */
export function deriveAccess(deriving: Deriving): void {
  for (const row of RIGHTS) {
    const speakers = new Map<AwsAccount, Speakers>();
    const speakersIn = (account: AwsAccount): Speakers => {
      const known = speakers.get(account);
      if (known) return known;
      const asked = account.identities.filter((who) => !deriving.isAdmin(who) && !who.serviceLinked);
      const made = speakersOf(asked, row);
      speakers.set(account, made);
      return made;
    };
    for (const account of deriving.world.accounts.values()) {
      const things = account.things.filter(({ fact }) => `${fact.service}/${fact.type}` === row.type);
      for (const thing of things) ofThing(deriving, row, thing, speakersIn);
      const told = new Set(things.map(({ fact }) => fact.arn));
      const own = speakersIn(account);
      for (const [arn, who] of own.named) if (!told.has(arn)) ofNamed(deriving, row, arn, account, who);
      if (things.length === 0) ofAny(deriving, row, account, own.wide);
    }
  }
}

function ofThing(
  deriving: Deriving,
  row: ThingRow,
  thing: AwsThing,
  speakersIn: (account: AwsAccount) => Speakers,
): void {
  const { fact, account, policy, node } = thing;
  const doubt =
    fact.unresolved === undefined ? {} : { doubt: `its policy could not be resolved: ${printHoles(fact.unresolved)}` };
  const asked: Asked = { arn: fact.arn, account: fact.account, ...(policy ? { policy } : {}), ...doubt };
  const candidates = new Set(forThing(speakersIn(account), fact.arn));
  if (policy) {
    const admitted = admittedBy(policy.policy);
    for (const arn of admitted.identities) {
      const who = deriving.findIdentity(arn);
      if (who) candidates.add(who);
    }
    const others = admitted.anyone
      ? [...deriving.world.accounts.values()]
      : [...admitted.accounts].flatMap((id) => deriving.world.accounts.get(id) ?? []);
    for (const other of others) for (const who of forThing(speakersIn(other), fact.arn)) candidates.add(who);
    if (admitted.anyone) for (const who of account.identities) candidates.add(who);
  }
  for (const who of candidates) {
    if (who.serviceLinked || (deriving.isAdmin(who) && who.account === account)) continue;
    for (const right of row.rights) {
      const granted = mayUse(deriving.world, who, right, asked);
      if (granted)
        tell(deriving, right.edge, who, node, right.decrypts ? decrypts(deriving, who, thing, granted) : [granted]);
    }
  }
}

/** With a key of the account, its policy has to let the caller decrypt as well (KMS developer guide, "Key policies"). */
function decrypts(
  deriving: Deriving,
  who: AwsIdentity,
  { fact, account }: AwsThing,
  granted: Granted,
): readonly Granted[] | undefined {
  const { kmsKey } = fact;
  if (kmsKey === undefined || kmsKey === '' || /(?:^|[:/])alias\/aws\//u.test(kmsKey)) return [granted];
  const key = account.things.find(
    (one) => one.fact.service === 'kms' && (one.fact.arn === kmsKey || one.fact.arn.endsWith(`/${kmsKey}`)),
  );
  if (!key?.policy) {
    const precondition = `the key ${printHoles(kmsKey)} lets it decrypt`;
    return [granted, { confidence: 'possible', precondition, evidence: [], by: [] }];
  }
  const target = { resource: key.fact.arn, account: key.fact.account, policy: key.policy };
  const may = mayDo(deriving.world, who, 'kms:Decrypt', target, { 'aws:ViaAWSService': ['true'] });
  return may ? [granted, may] : undefined;
}

/** A thing that a policy names and no file lists. What its own policy says, and for a bucket whose it is, is not known. */
function ofNamed(
  deriving: Deriving,
  row: ThingRow,
  arn: string,
  account: AwsAccount,
  who: readonly AwsIdentity[],
): void {
  const owner = accountOfArn(arn) ?? account.id;
  const here = owner === account.id || hasHole(owner) || !/^\d{12}$/u.test(owner);
  if (!here && deriving.world.accounts.has(owner)) return;
  const global = accountOfArn(arn) === undefined;
  const ours = row.type === 'bedrock/foundation-model';
  const doubts = ours
    ? []
    : [
        global
          ? `it is of account ${printHoles(account.id)}, or its policy admits it too`
          : here
            ? ''
            : `the policy of the ${row.type} admits it`,
      ];
  const asked: Asked = {
    arn,
    account: here ? account.id : owner,
    ...(here ? {} : { policy: deriving.admitting }),
    ...keyPolicy(deriving, row),
  };
  for (const one of who)
    for (const right of row.rights) {
      const granted = mayUse(deriving.world, one, right, asked);
      if (granted)
        tell(
          deriving,
          right.edge,
          one,
          namedThing(deriving, row, arn, asked.account, granted.evidence),
          [granted],
          doubts.filter((text) => text !== ''),
        );
    }
}

/** Whatever an account has of a kind of which no file lists anything: whoever may use any of them. */
function ofAny(deriving: Deriving, row: ThingRow, account: AwsAccount, wide: readonly AwsIdentity[]): void {
  const asked: Asked = { arn: row.template, account: account.id, ...keyPolicy(deriving, row) };
  const doubts = row.type === 'kms/key' ? ['the policies of the keys leave it to the account'] : [];
  for (const who of wide)
    for (const right of row.rights) {
      const granted = mayUse(deriving.world, who, right, asked);
      if (granted)
        tell(deriving, right.edge, who, anyThing(deriving, row, account, granted.evidence), [granted], doubts);
    }
}

/** A key's policy has to allow; the usual one leaves it to the policies of the account. */
const keyPolicy = ({ admitting }: Deriving, { type }: ThingRow): Partial<Asked> =>
  type === 'kms/key' ? { policy: admitting } : {};

function tell(
  deriving: Deriving,
  kind: EdgeKind,
  who: AwsIdentity,
  to: NodeId,
  all: readonly Granted[] | undefined,
  doubts: readonly string[] = [],
): void {
  if (all) deriving.estate.edge({ kind, from: who.node, to, ...withPlaces(together(all, doubts), who) });
}

const withPlaces = <T extends { readonly evidence: AwsIdentity['evidence'] }>(way: T, who: AwsIdentity): T =>
  way.evidence.length > 0 ? way : { ...way, evidence: who.evidence };
