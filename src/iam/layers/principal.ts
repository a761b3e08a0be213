import { hasHole, hole } from '../../model/hole.ts';
import type { AwsPrincipals } from '../../model/aws-policy.ts';
import { bitOf } from '../match/bits.ts';
import { openMatch } from '../match/open.ts';
import type { CallerFacts } from '../question/caller.ts';
import { MAYBE, NO, YES, type Truth } from '../truth.ts';

/**
 * How a principal names a caller, from the weakest to the strongest: its account, which leaves it to the account's own policies; its role, which
 * a boundary or session policy still limits; itself (a user, a session, a service, everyone), which nothing but a deny limits.
 */
export const ACCOUNT = 0;
export const ROLE = 1;
export const ITSELF = 2;
export type Naming = typeof ACCOUNT | typeof ROLE | typeof ITSELF;

/** A truth for each of the three namings, two bits each. */
export type Names = number;
export const NOBODY: Names = 0;
/** All namings, and those that do not leave it to the account, as masks. */
export const EVERY: Names = 0b11_11_11;
export const OWN: Names = 0b11_11_00;
const names = (itself: Truth, role: Truth = NO, account: Truth = NO): Names => (itself << 4) | (role << 2) | account;
export const nameAs = (all: Names, naming: Naming): Truth => ((all >> (naming << 1)) & 3) as Truth;
/** Named in any way. */
export const named = (all: Names): Truth => Math.max(all >> 4, (all >> 2) & 3, all & 3) as Truth;

const ACCOUNT_ID = /^\d{12}$/u;
const ROOT = /^arn:[^:]*(:iam::[^:]*:root)$/u;
const ASSUMED = ':assumed-role/';
const SOME = hole('session');
const EVERYONE = names(YES);

/** Whom a Principal or NotPrincipal element names. Names are whole: only `*` alone is a wildcard. */
export class Principals {
  readonly everyone: boolean;
  readonly #aws: ReadonlySet<string>;
  /** The bits of all of these (see `bitOf`). */
  readonly #bits: number;
  /** Those of them that are sessions of roles. */
  readonly #sessions: readonly string[];
  readonly #service: ReadonlySet<string>;
  readonly #federated: ReadonlySet<string>;
  readonly #open: readonly string[];
  readonly #openOthers: readonly string[];
  readonly #canonical: boolean;
  /** No name of an account, role or user is open in any way. */
  readonly #plain: boolean;

  constructor({ aws, service, federated, canonical }: AwsPrincipals) {
    this.everyone = aws.includes('*');
    const closed = aws.filter((name) => !hasHole(name)).map(canonicalName);
    this.#aws = new Set(closed);
    this.#bits = closed.reduce((bits, name) => bits | bitOf(name), 0);
    this.#sessions = closed.filter((name) => name.includes(ASSUMED));
    this.#service = new Set(service.filter((name) => !hasHole(name)));
    this.#federated = new Set(federated.filter((name) => !hasHole(name)));
    this.#open = aws.filter(hasHole);
    this.#openOthers = [...service, ...federated].filter(hasHole);
    this.#canonical = canonical.length > 0;
    this.#plain = this.#open.length === 0 && !this.#canonical;
  }

  /** In which ways the caller is named, of those that count: others may be left out. */
  names(facts: CallerFacts, counting: Names = EVERY): Names {
    if (this.everyone) return EVERYONE;
    if (this.#plain && !facts.open && facts.inAccount) return this.#plainNames(facts, counting);
    switch (facts.caller.type) {
      case 'role':
        return names(this.#session(facts), this.#is(facts.arn, facts), this.#account(facts));
      case 'user':
      case 'federated-user':
        return names(this.#is(facts.arn, facts), NO, this.#account(facts));
      case 'root':
        return names(this.#account(facts));
      case 'service':
        return names(this.#other(this.#service, facts.caller.name));
      case 'web-identity':
      case 'saml':
        return names(this.#other(this.#federated, facts.caller.provider));
      case 'anonymous':
        return names(this.#isOpen(this.#open, '*', '*'));
    }
  }

  /** The same where every name is known, of the policy and of the caller. */
  #plainNames(facts: CallerFacts, counting: Names): Names {
    if (facts.type === 'root') return names(this.#has(facts.root, facts.rootBit));
    const account = counting === OWN ? NO : this.#has(facts.root, facts.rootBit);
    const arn = this.#has(facts.arn, facts.arnBit);
    if (facts.type !== 'role') return names(arn, NO, account);
    const { session, sessions } = facts;
    if (session !== undefined) return names(this.#has(session, facts.sessionBit), arn, account);
    const some = this.#sessions.length > 0 && this.#sessions.some((name) => name.startsWith(sessions));
    return names(some ? MAYBE : NO, arn, account);
  }

  #has(name: string, bit: number): Truth {
    return (this.#bits & bit) !== 0 && this.#aws.has(name) ? YES : NO;
  }

  /** Whether every name that the caller has is there: account, role and session. What NotPrincipal must list to spare it from a deny. */
  namesAll(facts: CallerFacts): Truth {
    const all = this.names(facts);
    const itself = nameAs(all, ITSELF);
    if (this.everyone || !facts.hasPolicies) return itself;
    const role = facts.caller.type === 'role' ? nameAs(all, ROLE) : YES;
    return Math.min(itself, role, nameAs(all, ACCOUNT)) as Truth;
  }

  #account(facts: CallerFacts): Truth {
    if (this.#aws.has(facts.root)) return YES;
    // A canonical user id is the other name of some account; no file tells of which.
    if (this.#canonical) return MAYBE;
    if (facts.open && this.#knows(facts.root)) return MAYBE;
    if (this.#open.length === 0) return NO;
    return this.#isOpen(this.#open, `arn:aws${facts.root}`, facts.account ?? '');
  }

  #session(facts: CallerFacts): Truth {
    if (facts.session !== undefined) return this.#is(facts.session, facts);
    // Which session it is, is not asked: the name of one may be its name.
    const some = `${facts.sessions}${SOME}`;
    return this.#knows(some) ? MAYBE : this.#isOpen(this.#open, some, '*');
  }

  #is(arn: string, facts: CallerFacts): Truth {
    if (this.#aws.has(arn)) return YES;
    if (facts.open && hasHole(arn) && this.#knows(arn)) return MAYBE;
    return this.#open.length === 0 ? NO : this.#isOpen(this.#open, arn, '*');
  }

  #other(known: ReadonlySet<string>, name: string): Truth {
    if (known.has(name) || known.has('*')) return YES;
    return Math.max(this.#isOpen(this.#openOthers, name, '*'), this.#isOpen(this.#open, '*', '*')) as Truth;
  }

  /** Whether a name of the caller that is not wholly known may be one of these. */
  #knows(name: string): boolean {
    for (const known of this.#aws) if (openMatch(known, name) !== NO) return true;
    return false;
  }

  /** Whether a name that was not resolved may be one of two. */
  #isOpen(open: readonly string[], one: string, other: string): Truth {
    if (open.length === 0) return NO;
    return open.some((name) => openMatch(name, one) !== NO || openMatch(name, other) !== NO) ? MAYBE : NO;
  }
}

/** An account id and the ARN of its root user say the same. */
function canonicalName(name: string): string {
  if (ACCOUNT_ID.test(name)) return `:iam::${name}:root`;
  return ROOT.exec(name)?.[1] ?? name;
}
