import { printHoles } from '../../../model/hole.ts';
import type { NodeId } from '../../../model/id.ts';
import type { EdgeKind } from '../../../model/kinds.ts';
import { mayDo } from '../ask.ts';
import { joined, type Granted } from '../granted.ts';
import { RIGHTS, type Right, type ThingRow } from '../data/rights.ts';
import type { Deriving } from '../deriving.ts';
import { together, type Way } from '../escalate/tell.ts';
import { accountOfArn, admittedBy } from '../world/principals.ts';
import type { AwsAccount, AwsIdentity, AwsThing } from '../world/types.ts';
import { delegating } from '../unread.ts';
import { anyThing, idOf, namedThing } from './implied.ts';
import { mayUse, type Asked } from './may-use.ts';
import { forThing, speakersOf, type Speakers } from './speakers.ts';

/**
 * Who may read, write, invoke, train, promote, change and log what: every identity that a statement may be about, on every thing of its account
 * and on those of others whose policy admits it. Administrators hold the account, and with it everything in it: they are not told again.
 */
export function deriveAccess(deriving: Deriving): void {
  const told = new Set(deriving.world.things.map(({ node }) => node));
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
      const own = speakersIn(account);
      for (const [arn, who] of own.named)
        if (!told.has(idOf(row, account, arn))) ofNamed(deriving, row, arn, account, who);
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
  for (const who of candidates(deriving, thing, speakersIn)) {
    if (who.serviceLinked || (deriving.isAdmin(who) && who.account === account)) continue;
    const held = rightsOf(deriving, row, who, asked, (right, granted) =>
      right.decrypts ? decrypts(deriving, who, thing, granted) : [granted],
    );
    for (const [kind, way] of held) tell(deriving, kind, who, node, way);
  }
}

/** Identities of the account that a statement may be about, and those of others whom the policy of the thing may admit. */
function candidates(
  deriving: Deriving,
  { fact, account, policy }: AwsThing,
  speakersIn: (account: AwsAccount) => Speakers,
): ReadonlySet<AwsIdentity> {
  const found = new Set(forThing(speakersIn(account), fact.arn));
  if (!policy) return found;
  const { accounts } = deriving.world;
  const { anyone, accounts: whole, identities } = admittedBy(policy.policy);
  for (const arn of identities) {
    const who = deriving.findIdentity(arn);
    if (who) found.add(who);
  }
  const others = anyone ? [...accounts.values()] : [...whole].flatMap((id) => accounts.get(id) ?? []);
  for (const other of others) for (const who of forThing(speakersIn(other), fact.arn)) found.add(who);
  if (anyone) for (const who of account.identities) found.add(who);
  return found;
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
  const owner = accountOfArn(arn);
  const here = owner === undefined || owner === account.id || !/^\d{12}$/u.test(owner);
  if (!here && deriving.world.accounts.has(owner)) return;
  const asked: Asked = {
    arn,
    account: here ? account.id : owner,
    ...(here ? {} : { policy: deriving.admitting }),
    ...keyPolicy(account, row),
  };
  const doubts = here
    ? owner === undefined && row.type === 's3/bucket'
      ? [`it is of account ${printHoles(account.id)}, or its policy admits it too`]
      : row.type === 'kms/key'
        ? ['the policy of the key leaves it to the account']
        : []
    : ['its own policy is in no file and admits it'];
  for (const one of who)
    for (const [kind, way] of rightsOf(deriving, row, one, asked))
      tell(deriving, kind, one, namedThing(deriving, row, arn, asked.account, way.evidence), way, doubts);
}

/** Whatever an account has of a kind of which no file lists anything: whoever may use any of them. */
function ofAny(deriving: Deriving, row: ThingRow, account: AwsAccount, wide: readonly AwsIdentity[]): void {
  const asked: Asked = { arn: row.template, account: account.id, ...keyPolicy(account, row) };
  const doubts = row.type === 'kms/key' ? ['the policies of the keys leave it to the account'] : [];
  for (const who of wide)
    for (const [kind, way] of rightsOf(deriving, row, who, asked))
      tell(deriving, kind, who, anyThing(deriving, row, account, way.evidence), way, doubts);
}

/** A key's policy has to allow; the usual one leaves it to the policies of the account. */
const keyPolicy = ({ id }: AwsAccount, { type }: ThingRow): Partial<Asked> =>
  type === 'kms/key' ? { policy: delegating(id) } : {};

type Held = Omit<Way, 'id' | 'actions'>;

/** The rights of a row that are held, the better-known of two that are one kind of edge. */
function rightsOf(
  deriving: Deriving,
  row: ThingRow,
  who: AwsIdentity,
  asked: Asked,
  needs: (right: Right, granted: Granted) => readonly Granted[] | undefined = (_, granted) => [granted],
): ReadonlyMap<EdgeKind, Held> {
  const held = new Map<EdgeKind, Held>();
  for (const right of row.rights) {
    const before = held.get(right.edge);
    if (before?.confidence === 'proved') continue;
    const granted = mayUse(deriving.world, who, right, asked);
    const all = granted && needs(right, granted);
    const way = all && together(all);
    if (way && (!before || way.confidence === 'proved')) held.set(right.edge, way);
  }
  return held;
}

function tell(
  { estate }: Deriving,
  kind: EdgeKind,
  who: AwsIdentity,
  to: NodeId,
  way: Held,
  doubts: readonly string[] = [],
): void {
  const conditions = [...doubts, ...(way.precondition === undefined ? [] : [way.precondition])];
  const evidence = way.evidence.length > 0 ? way.evidence : who.evidence;
  const from = who.node;
  if (conditions.length === 0) estate.edge({ kind, from, to, confidence: way.confidence, evidence });
  else estate.edge({ kind, from, to, confidence: 'possible', precondition: joined(conditions), evidence });
}
