import { possible, type Certainty } from '../rbac/certainty.ts';
import type { Grant } from '../rbac/grants.ts';
import { rulesFor, type Scope } from '../rbac/rights.ts';
import { idOf } from '../read/ids.ts';
import type { NodeId } from '../../../model/id.ts';
import type { Access } from './access-index.ts';
import { grantLink, linkNamed, together } from './emit.ts';
import { KnownRights, type AccountTarget } from './surroundings.ts';
import type { Wide } from './wide.ts';

/** On what a token can be read from a Secret that nothing declares. */
export const TOKEN_LISTED = 'a token Secret of the account exists';
export const TOKEN_GUESSED = 'a token Secret of the account exists and its name is guessed';
export const TOKEN_MADE = 'by creating a token Secret for the account';

/** Rights over Secrets, and over the tokens of accounts that Secrets hold or can be made to hold. */
export function deriveSecretRights(access: Access): void {
  const { wide } = access;
  const tokens = tokenSecrets(wide);
  for (const grant of access.limited)
    KNOWN.tell(grant, wide.around, access.estate, (estate) => {
      ofGrant({ ...wide, estate }, grant, tokens);
    });
}

const KNOWN = new KnownRights();

function ofGrant(access: Wide, grant: Grant, tokens: TokenSecrets): void {
  const { rights, namespace } = grant;
  const read = rights.verbs(['get', 'list', 'watch'], '', 'secrets');
  const secrets = access.secrets.in(namespace);
  linkNamed(access, 'READ_SECRET', grant, secrets, read);
  linkNamed(access, 'WRITE_SECRET', grant, secrets, rights.verbs(['patch', 'update'], '', 'secrets'));
  if (read.any) readTokens(access, grant, read, tokens);
  linkNamed(
    access,
    'MINT_TOKEN',
    grant,
    access.accounts.in(namespace).filter((account) => account.worthTaking),
    rights.scope('create', '', 'serviceaccounts/token'),
  );
}

type TokenSecrets = ReadonlyMap<NodeId, readonly { readonly name: string; readonly certainty: Certainty }[]>;

/** Account -> the Secrets that are declared to hold its token. */
function tokenSecrets(access: Pick<Wide, 'secrets' | 'realm'>): TokenSecrets {
  const found = new Map<NodeId, { name: string; certainty: Certainty }[]>();
  for (const { tokenOf, namespace, name, certainty } of access.secrets.all) {
    if (tokenOf === undefined) continue;
    const id = idOf.account(access.realm, namespace, tokenOf);
    found.set(id, [...(found.get(id) ?? []), { name, certainty }]);
  }
  return found;
}

/** The best reason counts: a token Secret that is there, one that the grant may make, or one that may be there. */
function readTokens(access: Wide, grant: Grant, read: Scope, tokens: TokenSecrets): void {
  const { rights, namespace } = grant;
  const create = rights.unnamed('create', '', 'secrets');
  const listed = rights.verbs(['list', 'watch'], '', 'secrets').all;
  const undeclared: Certainty = possible(listed.length > 0 ? TOKEN_LISTED : TOKEN_GUESSED);
  const anyRule = read.all.length > 0 ? read.all : [...read.named.values()].flat();
  for (const account of access.accounts.in(namespace)) {
    if (!account.worthTaking) continue;
    if (throughSecrets(access, grant, account, read, tokens)) continue;
    if (create.any)
      grantLink(access, 'READ_TOKEN', grant, account, together(create.all, anyRule), {
        confidence: 'proved',
        precondition: TOKEN_MADE,
      });
    else if (read.all.length > 0 && account.declared)
      grantLink(access, 'READ_TOKEN', grant, account, read.all, undeclared);
  }
}

function throughSecrets(
  access: Wide,
  grant: Grant,
  account: AccountTarget,
  read: Scope,
  tokens: TokenSecrets,
): boolean {
  for (const { name, certainty } of tokens.get(account.id) ?? []) {
    const rules = rulesFor(read, name);
    if (rules.length === 0) continue;
    grantLink(access, 'READ_TOKEN', grant, account, rules, certainty);
    return true;
  }
  return false;
}
