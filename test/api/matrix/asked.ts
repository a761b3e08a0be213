import { randomUUID } from 'node:crypto';
import type { Route } from '../../../src/api/route.ts';
import { ask, type Answer, type ControlPlane, type SignedIn } from '../control-plane.ts';
import { OBJECTS, type Made } from './objects.ts';
import type { Request } from './table.ts';

export interface Asked {
  readonly plane: ControlPlane;
  /** Reads the revision that a guarded request goes over. */
  readonly admin: SignedIn;
  readonly row: Route;
  readonly request: Request;
}

export async function makeObject({ plane }: Asked, object: string, self: string): Promise<Made> {
  const make = OBJECTS[object];
  if (!make) throw new Error(`test/api/matrix/objects.ts has no ${object}`);
  return plane.store.change({ actor: 'test', now: new Date() }, (change) => make(change, self, plane.url));
}

/** Asks what the row says about this object, in words that nobody used before. */
export async function asked({ plane, admin, row, request }: Asked, who: SignedIn, made: Made): Promise<Answer> {
  const word = randomUUID();
  const path = row.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    encodeURIComponent(made[name] ?? request.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(filled(request.query ?? {}, made) as Record<string, string>).toString();
  const seen = row.guarded
    ? `"${((await admin.ask('GET', path)).body as { readonly revision?: number }).revision ?? 1}"`
    : undefined;
  const body = filled(request.body, { ...made, new: word });
  return ask(plane.url, row.method, query === '' ? path : `${path}?${query}`, body, {
    ...(request.by === 'session' ? who.session : { authorization: `Bearer ${who.token}` }),
    ...(seen === undefined ? {} : { 'if-match': seen }),
  });
}

function filled(body: unknown, words: Made): unknown {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) return undefined;
  return JSON.parse(text.replaceAll(/\{(\w+)\}/gu, (all, name: string) => words[name] ?? all));
}

/** What an answer says, without what differs between two requests. */
export const said = ({ status, body }: Answer): unknown => ({ status, body: { ...(body as object), instance: '' } });
