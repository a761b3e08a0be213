import { Type } from '@sinclair/typebox';
import { eventStream, placeOf } from '../events/stream.ts';
import { EVERYBODY } from '../permit.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';

/** What happens, as it happens. */
export const eventRoutes: readonly Route[] = [
  route({
    id: 'follow-events',
    method: 'GET',
    path: '/api/events',
    tag: 'events',
    summary: 'Changes that you may see, as server-sent events, from now on or after Last-Event-ID',
    roles: EVERYBODY,
    listed: true,
    scope: 'read',
    query: Type.Object({
      after: Type.Optional(Type.String({ maxLength: 40, description: 'As Last-Event-ID, which counts before it.' })),
      follow: Type.Optional(Type.Boolean({ default: true, description: 'False ends after what is there.' })),
    }),
    stream(open, { query: { after, follow = true }, lastEventId = after }) {
      const from = lastEventId === undefined ? undefined : placeOf(lastEventId);
      if (lastEventId !== undefined && !from) throw new Refused('bad-request', 'the id is no place: REVISION.POSITION');
      return eventStream(open, from, follow);
    },
  }),
];
