import { WritError } from '../../model/errors.ts';
import { eachOf } from '../limiter.ts';
import type { Collector, CollectOptions } from '../port.ts';
import { addressOf, samePlace } from '../rest/address.ts';
import type { Words } from '../rest/ask.ts';
import { textOf, type Call, type Thing, type Told, type Vars } from '../rest/call.ts';
import { collecting } from '../rest/collection.ts';
import { CALLS } from './calls.ts';
import { signIn } from './client.ts';
import { placesIn, type Host } from './hosts.ts';

/** Azure Resource Manager documentation, "Troubleshoot common errors" and "Throttling"; Microsoft Graph, "Error responses". */
export const WORDS: Words = {
  provider: 'Azure',
  again: /^(?:TooManyRequests|\w{1,60}RequestsThrottled|ServerTimeout|activityLimitReached)$/u,
  notOffered: /^(?:MissingSubscriptionRegistration|SubscriptionNotRegistered|NoRegisteredProviderFound|InvalidResourceType)$/u,
}; // prettier-ignore

/** Subscriptions of a tenant with its directory and management groups, in files as az prints them. */
export const azure: Collector = {
  name: 'azure',
  async collect(options, sink) {
    checkOptions(options);
    const places = placesIn(options.env);
    const { send, caller } = await signIn(places, options);
    const source = {
      name: 'azure',
      caller,
      words: WORDS,
      send,
      calls: CALLS,
      address: (call: Call, vars: Vars) => addressOf(places[call.host as Host].base, call.path, vars),
      next: nextPage,
    };
    return collecting(source, options, sink, async (collection) => {
      const told = await collection.unit('tenant', {}, 'directory');
      await eachOf(options.subscriptions ?? seen(told), options.concurrency, (subscription) =>
        collection.unit('subscription', { subscription }, `subscriptions/${subscription.toLowerCase()}`),
      );
    });
  },
};

/** `nextLink` of Resource Manager and `@odata.nextLink` of Graph are whole addresses, written by the server. */
export function nextPage(body: Thing, asked: string): string | null | undefined {
  const link = textOf(body, 'nextLink') ?? textOf(body, '@odata.nextLink');
  return link === undefined ? undefined : (samePlace(link, asked) ?? null);
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

function checkOptions({ subscriptions = [] }: CollectOptions): void {
  const wrong = subscriptions.find((one) => !GUID.test(one));
  if (wrong !== undefined) throw new WritError('usage', `"${wrong}" is not the id of a subscription of Azure`);
}

/** Subscriptions that can be asked; one that is disabled is still read. */
const seen = (told: readonly Told[]): readonly string[] =>
  told
    .filter(({ call, thing }) => call.name === 'Subscriptions_List' && textOf(thing, 'state') !== 'Deleted')
    .flatMap(({ thing }) => textOf(thing, 'subscriptionId') ?? [])
    .filter((one) => GUID.test(one))
    .sort();
