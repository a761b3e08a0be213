import { describe, expectTypeOf, it } from 'vitest';
import type { Client, Identity, Person, Problem, ProblemError } from '../../src/client/main.ts';

/** Checked by the compiler, in the step `types`: nothing is asked. */
describe('types of the client', () => {
  it('say what a route takes', () => {
    expectTypeOf<Client['getIdentity']>().parameter(0).toEqualTypeOf<{ readonly id: string }>();
    expectTypeOf<Client['changePerson']>().parameter(0).toHaveProperty('ifMatch').toEqualTypeOf<number | string>();
    expectTypeOf<Client['assignOwner']>().parameter(0).toHaveProperty('body').toEqualTypeOf<{ readonly owner: string; readonly reason: string }>();
    expectTypeOf<Client['listMySessions']>().parameter(0).toEqualTypeOf<Readonly<Record<string, never>> | undefined>();
    expectTypeOf<{ limit: number }>().toExtend<NonNullable<Parameters<Client['listIdentities']>[0]>>();
    expectTypeOf<{ state: 'gone' }>().not.toExtend<NonNullable<Parameters<Client['listIdentities']>[0]>>();
    expectTypeOf<{ id: number }>().not.toExtend<Parameters<Client['getIdentity']>[0]>();
  });

  it('say what it answers', () => {
    expectTypeOf<Client['getIdentity']>().returns.resolves.toEqualTypeOf<Identity>();
    expectTypeOf<Client['listPeople']>().returns.resolves.toHaveProperty('items').toEqualTypeOf<readonly Person[]>();
    expectTypeOf<Client['revokeToken']>().returns.resolves.toEqualTypeOf<undefined>();
    expectTypeOf<Client['metrics']>().returns.resolves.toEqualTypeOf<string>();
    expectTypeOf<Identity['owner']>().toEqualTypeOf<string | null>();
    expectTypeOf<'not-found'>().toExtend<Problem['code']>();
    expectTypeOf<'no-such-code'>().not.toExtend<ProblemError['code']>();
  });

  it('know which routes are lists, and of what', () => {
    expectTypeOf<Client['all']['listIdentities']>().returns.toEqualTypeOf<AsyncGenerator<Identity, void>>();
    expectTypeOf<Client['all']>().not.toHaveProperty('getIdentity');
    expectTypeOf<Client['all']>().not.toHaveProperty('listSources');
    expectTypeOf<Client>().not.toHaveProperty('scimListUsers');
  });
}); // prettier-ignore
