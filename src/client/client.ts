import { call } from './call.ts';
import { follow, type ChangeEvent, type FollowOptions, type GapEvent } from './events.ts';
import { ROUTES, type Routes } from './generated/routes.ts';
import type { CallOptions, Input, Operation } from './operation.ts';
import { itemsOf } from './pages.ts';
import { settingsOf, type ClientOptions } from './settings.ts';

/** Routes that answer with a page of a list. */
type Paged = {
  [Name in keyof typeof ROUTES]: (typeof ROUTES)[Name] extends { readonly pages: string } ? Name : never;
}[keyof typeof ROUTES];

type ItemOf<Answer> = Answer extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** The same lists, an item at a time over all their pages. */
export type Lists = {
  readonly [Name in Paged]: (
    input?: Omit<NonNullable<Parameters<Routes[Name]>[0]>, 'cursor' | 'before'>,
    options?: CallOptions,
  ) => AsyncGenerator<ItemOf<Awaited<ReturnType<Routes[Name]>>>, void>;
};

export interface Client extends Routes {
  readonly all: Lists;
  /** Changes that you may see, as they happen. */
  events(options?: FollowOptions): AsyncGenerator<ChangeEvent | GapEvent, void>;
}

/** A client of the API of `writ serve`. It holds no connection and needs no closing. */
export function client(options: ClientOptions): Client {
  const settings = settingsOf(options);
  const made = <T>(of: (operation: Operation) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries<Operation>(ROUTES).map(([name, operation]) => [name, of(operation)]));
  const methods = made(
    (operation) =>
      (input: Input = {}, more: CallOptions = {}) =>
        call(settings, operation, input, more),
  );
  const all = made(
    (operation) =>
      (input: Input = {}, more: CallOptions = {}) =>
        itemsOf(settings, operation, input, more),
  );
  // The tables and the types are made of one document, and a test asks each route.
  return { ...methods, all, events: (more: FollowOptions = {}) => follow(settings, more) } as unknown as Client;
}
