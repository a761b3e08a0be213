import { randomBytes } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { forgetSource } from '../../records/forget-source.ts';
import type { Reader } from '../../store/change.ts';
import {
  putHook,
  putSource,
  requestScan,
  scansFrom,
  sourceByName,
  sourcesWithSettings,
  type SourceSettings,
} from '../../store/rows/source-settings.ts';
import { keyAfter, paged } from '../pages.ts';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import { Maybe, Page, Paged, Text, Time, Uuid } from '../shapes.ts';

const tag = 'sources';
const READERS = ['operator', 'administrator', 'auditor'] as const;
const OPERATOR = ['operator'] as const;
const Name = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,62}$', description: 'Small letters, digits, . _ and -.' });
const ByName = Type.Object({ name: Text(253) });
/** Below a folder that the server was started with: neither absolute nor upwards, on any system. */
const Below = Type.String({
  pattern: '^(?!\\.{1,2}(/|$))[^/\\\\:\\u0000]+(/(?!\\.{1,2}(/|$))[^/\\\\:\\u0000]+)*$',
  maxLength: 1000,
  description: 'Relative to a folder of --scan-root.',
});

const SourceShape = Type.Object(
  {
    name: Type.String(),
    kind: Type.String(),
    paths: Type.Array(Type.String()),
    everyMinutes: Maybe(Type.Number()),
    givenBy: Type.String({ description: 'scan, serve (the command line) or api.' }),
    hook: Type.Boolean(),
    waiting: Type.Boolean({ description: 'A scan was asked for and has not begun.' }),
    seenLast: Maybe(Time),
    failedLast: Maybe(Time),
    failure: Maybe(Type.String()),
  },
  { title: 'Source' },
);
const MINUTE_MS = 60_000;

/** Where facts come from, and how fresh they are. */
export const sourceRoutes: readonly Route[] = [
  route({
    id: 'list-sources',
    method: 'GET',
    path: '/api/sources',
    tag,
    summary: 'Sources, with when each was last read and why it was not',
    roles: READERS,
    scope: 'read',
    answer: Type.Object({ items: Type.Array(SourceShape) }),
    read: async (db) => ({ items: (await sourcesWithSettings(db)).map(sourceAnswer) }),
  }),
  route({
    id: 'add-source',
    method: 'POST',
    path: '/api/sources',
    tag,
    summary: 'Have folders scanned, on request or again and again',
    roles: OPERATOR,
    scope: 'write',
    status: 201,
    body: Type.Object({
      name: Name,
      paths: Type.Array(Below, { minItems: 1, maxItems: 50, uniqueItems: true }),
      everyMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 44_640 })),
    }),
    answer: SourceShape,
    async write(change, { body: { name, paths, everyMinutes } }) {
      if (await sourceByName(change.db, name)) throw new Refused('conflict', 'there is a source of this name');
      const everyMs = everyMinutes === undefined ? null : everyMinutes * MINUTE_MS;
      await putSource(change, { name, paths, everyMs, givenBy: 'api' });
      return sourceAnswer(await found(change.db, name));
    },
  }),
  route({
    id: 'remove-source',
    method: 'DELETE',
    path: '/api/sources/{name}',
    tag,
    summary: 'Scan it no more: what no other source has is gone from now on',
    roles: OPERATOR,
    scope: 'write',
    status: 204,
    params: ByName,
    async write(change, { params: { name } }) {
      const { givenBy } = await found(change.db, name);
      if (givenBy === 'serve') throw new Refused('conflict', 'the server was started with it');
      await forgetSource(change, name);
    },
  }),
  route({
    id: 'scan-source',
    method: 'POST',
    path: '/api/sources/{name}/scan',
    tag,
    summary: 'Ask for a scan; one that waits already is the same',
    roles: OPERATOR,
    scope: 'write',
    status: 202,
    params: ByName,
    answer: SourceShape,
    async write(change, { params: { name } }) {
      if ((await found(change.db, name)).paths.length === 0) throw new Refused('conflict', 'it has no paths');
      await requestScan(change, name);
      return sourceAnswer(await found(change.db, name));
    },
  }),
  route({
    id: 'make-source-hook',
    once: true,
    method: 'POST',
    path: '/api/sources/{name}/hook',
    tag,
    summary: 'Make the secret that its hook is signed with; it is shown this once, and the one before counts no more',
    roles: OPERATOR,
    scope: 'write',
    status: 201,
    params: ByName,
    answer: Type.Object({ path: Type.String(), secret: Type.String() }),
    async write(change, { params: { name } }) {
      await found(change.db, name);
      const secret = randomBytes(32).toString('base64url');
      await putHook(change, name, secret);
      return { path: `/hooks/scan/${encodeURIComponent(name)}`, secret };
    },
  }),
  route({
    id: 'list-scans',
    method: 'GET',
    path: '/api/scans',
    tag,
    summary: 'Scans that were done, newest first',
    roles: READERS,
    scope: 'read',
    query: Type.Object({ ...Page, source: Type.Optional(Text(253)) }),
    answer: Paged(
      Type.Object({
        id: Uuid,
        source: Type.String(),
        began: Time,
        ended: Time,
        counts: Type.Record(Type.String(), Type.Number()),
      }),
    ),
    async read(db, { query: { limit = 100, cursor, source } }) {
      const before = keyAfter(cursor);
      if (before !== undefined && !/^\d{1,15}$/u.test(before)) throw new Refused('bad-request', 'the cursor is none');
      const page = { limit: limit + 1, ...(before === undefined ? {} : { before }) };
      const { items, next } = paged(
        await scansFrom(db, source === undefined ? page : { ...page, source }),
        limit,
        ({ revision }) => String(revision),
      );
      const scans = items.map(({ id, began, ended, counts, ...one }) => ({
        ...{ id, source: one.source, began: began.toISOString(), ended: ended.toISOString(), counts: { ...counts } },
      }));
      return next === undefined ? { items: scans } : { items: scans, next };
    },
  }),
];

async function found(db: Reader, name: string): Promise<SourceSettings> {
  const source = await sourceByName(db, name);
  if (!source) throw new Refused('not-found');
  return source;
}

function sourceAnswer({ name, kind, paths, everyMs, givenBy, hook, requested, ...times }: SourceSettings) {
  const { seenLast, failedLast, failure } = times;
  return {
    ...{ name, kind, paths: [...paths], givenBy, failure },
    everyMinutes: everyMs === null ? null : everyMs / MINUTE_MS,
    hook: hook !== null,
    waiting: requested !== null,
    seenLast: seenLast?.toISOString() ?? null,
    failedLast: failedLast?.toISOString() ?? null,
  };
}
