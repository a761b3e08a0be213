import { hasHole, hole } from '../../model/hole.ts';
import type { AwsPrincipals } from '../../model/aws-policy.ts';
import { openMatch } from '../match/open.ts';
import type { CallerFacts } from '../question/caller.ts';
import { MAYBE, NO, or, YES, type Truth } from '../truth.ts';

/**
 * How a principal names a caller, from the weakest to the strongest: its account, which leaves it to the account's own policies; its role, which
 * a boundary or session policy still limits; itself (a user, a session, a service, everyone), which nothing but a deny limits.
 */
export const ACCOUNT = 0;
export const ROLE = 1;
export const ITSELF = 2;
export type Naming = typeof ACCOUNT | typeof ROLE | typeof ITSELF;

const ACCOUNT_ID = /^\d{12}$/u;
const ROOT = /^arn:[^:]*(:iam::[^:]*:root)$/u;

/** Whom a Principal or NotPrincipal element names. Names are whole: only `*` alone is a wildcard. */
export class Principals {
  readonly #everyone: boolean;
  readonly #aws = new Set<string>();
  readonly #service: ReadonlySet<string>;
  readonly #federated: ReadonlySet<string>;
  readonly #open: readonly string[];
  readonly #openOthers: readonly string[];
  readonly #canonical: boolean;

  constructor({ aws, service, federated, canonical }: AwsPrincipals) {
    this.#everyone = aws.includes('*');
    for (const name of aws) if (!hasHole(name)) this.#aws.add(canonicalName(name));
    this.#service = new Set(service.filter((name) => !hasHole(name)));
    this.#federated = new Set(federated.filter((name) => !hasHole(name)));
    this.#open = aws.filter(hasHole);
    this.#openOthers = [...service, ...federated].filter(hasHole);
    this.#canonical = canonical.length > 0;
  }

  /** Whether the caller is named in this way. */
  names(facts: CallerFacts, naming: Naming): Truth {
    if (this.#everyone) return naming === ITSELF ? YES : NO;
    const { caller } = facts;
    switch (caller.type) {
      case 'anonymous':
        return naming === ITSELF ? this.#isOpen(this.#open, '*', '*') : NO;
      case 'service':
        return naming === ITSELF ? this.#other(this.#service, caller.name) : NO;
      case 'web-identity':
      case 'saml':
        return naming === ITSELF ? this.#other(this.#federated, caller.provider) : NO;
      case 'root':
        return naming === ITSELF ? this.#account(facts) : NO;
      case 'role':
        if (naming === ROLE) return this.#named(facts.arn);
        return naming === ACCOUNT ? this.#account(facts) : this.#session(facts);
      case 'user':
      case 'federated-user':
        if (naming === ROLE) return NO;
        return naming === ACCOUNT ? this.#account(facts) : this.#named(facts.arn);
    }
  }

  /** Whether every name that the caller has is there: account, role and session. What NotPrincipal must list to spare it from a deny. */
  namesAll(facts: CallerFacts): Truth {
    if (this.#everyone) return YES;
    const itself = this.names(facts, ITSELF);
    if (facts.account === undefined || facts.caller.type === 'root') return itself;
    const role = facts.caller.type === 'role' ? this.names(facts, ROLE) : YES;
    return Math.min(itself, role, this.names(facts, ACCOUNT)) as Truth;
  }

  /** Whether it is named in any way: what NotPrincipal with an allow leaves out. */
  namesAny(facts: CallerFacts): Truth {
    return Math.max(this.names(facts, ITSELF), this.names(facts, ROLE), this.names(facts, ACCOUNT)) as Truth;
  }

  #account(facts: CallerFacts): Truth {
    if (this.#aws.has(facts.root)) return YES;
    // A canonical user id is the other name of some account; no file tells of which.
    if (this.#canonical) return MAYBE;
    if (facts.open && this.#knows(facts.root)) return MAYBE;
    return this.#isOpen(this.#open, `arn:aws${facts.root}`, facts.account ?? '');
  }

  #session(facts: CallerFacts): Truth {
    if (facts.session !== undefined) return this.#named(facts.session);
    // Which session it is, is not asked: the name of one may be its name.
    return this.#named(`${facts.sessions}${SOME}`);
  }

  #named(arn: string): Truth {
    if (this.#aws.has(arn)) return YES;
    if (hasHole(arn) && this.#knows(arn)) return MAYBE;
    return this.#isOpen(this.#open, arn, '*');
  }

  #other(names: ReadonlySet<string>, name: string): Truth {
    if (names.has(name) || names.has('*')) return YES;
    return or(this.#isOpen(this.#openOthers, name, '*'), this.#isOpen(this.#open, '*', '*'));
  }

  /** Whether a name of the caller that is not wholly known may be one of these. */
  #knows(name: string): boolean {
    for (const known of this.#aws) if (openMatch(known, name) !== NO) return true;
    return false;
  }

  /** Whether a name that was not resolved may be one of two. */
  #isOpen(names: readonly string[], one: string, other: string): Truth {
    return names.some((name) => openMatch(name, one) !== NO || openMatch(name, other) !== NO) ? MAYBE : NO;
  }
}

const SOME = hole('session');

/** An account id and the ARN of its root user say the same. */
function canonicalName(name: string): string {
  if (ACCOUNT_ID.test(name)) return `:iam::${name}:root`;
  return ROOT.exec(name)?.[1] ?? name;
}
