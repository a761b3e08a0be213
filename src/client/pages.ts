import { call } from './call.ts';
import type { CallOptions, Input, Operation } from './operation.ts';
import type { Settings } from './settings.ts';

interface Page {
  readonly items: readonly unknown[];
  readonly next?: string | number;
}

/** Every item of a list, a page at a time: the next is asked for when the last item of the one before was taken. */
export async function* itemsOf(
  settings: Settings,
  operation: Operation,
  input: Input,
  options: CallOptions,
): AsyncGenerator {
  let from: string | number | undefined;
  do {
    const more = from === undefined ? input : { ...input, [operation.pages ?? 'cursor']: from };
    const { items, next } = (await call(settings, operation, more, options)) as Page;
    yield* items;
    // A server that names the same page again would be asked for ever.
    from = next === from ? undefined : next;
  } while (from !== undefined);
}
