import { concerns } from '../world/concerns.ts';
import { isExact } from '../world/statements.ts';
import type { AwsAccount, AwsIdentity } from '../world/types.ts';

const ASSUME = 'sts:AssumeRole';

/**
 * Identities of an account whose own policies may let them assume a role, by the role: those that name it, and those that name roles by a pattern.
 * What no statement can allow is left out; the rest is asked.
 */
export class Assumers {
  private readonly named = new Map<string, AwsIdentity[]>();
  private readonly wide: AwsIdentity[] = [];

  constructor({ identities }: Pick<AwsAccount, 'identities'>, skip: (one: AwsIdentity) => boolean) {
    for (const identity of identities) if (concerns(identity.concerns, ASSUME) && !skip(identity)) this.add(identity);
  }

  private add(identity: AwsIdentity): void {
    const named = new Set<string>();
    for (const { statement, concerns: about } of identity.spoken) {
      if (statement.effect !== 'Allow' || !concerns(about, ASSUME)) continue;
      const { resources = [] } = statement;
      if (statement.notResources || resources.length === 0 || !resources.every(isExact)) {
        this.wide.push(identity);
        return;
      }
      for (const one of resources) named.add(one);
    }
    for (const one of named) {
      const known = this.named.get(one);
      if (known) known.push(identity);
      else this.named.set(one, [identity]);
    }
  }

  of(role: string): readonly AwsIdentity[] {
    return [...(this.named.get(role) ?? []), ...this.wide];
  }
}
