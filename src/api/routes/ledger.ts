import { Type } from '@sinclair/typebox';
import { Refused } from '../refused.ts';
import { route, type Route } from '../route.ts';
import type { EntryAt } from '../services.ts';
import { Maybe, Time } from '../shapes.ts';

const tag = 'ledger';
const READERS = ['administrator', 'auditor'] as const;
const ByIndex = Type.Object({ index: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) });

const HeadShape = Type.Object(
  {
    origin: Type.String({ description: 'The name of the log.' }),
    size: Type.Integer({ description: 'Entries under the signed tree head.' }),
    root: Type.String({ description: 'Root hash, base64.' }),
    unsealed: Type.Integer({ description: 'Durable, and not yet in the tree.' }),
  },
  { title: 'TreeHead' },
);

const EntryShape = Type.Object(
  { index: Type.Integer(), id: Type.String({ description: 'Leaf hash, hex.' }), entry: Type.Any() },
  { title: 'Entry' },
);

/** What happened, and whether it can be proved. */
export const ledgerRoutes: readonly Route[] = [
  route({
    id: 'get-tree-head',
    method: 'GET',
    path: '/api/ledger',
    tag,
    summary: 'Size and root of the log under its signed tree head',
    scope: 'read',
    answer: HeadShape,
    read: (_, { services: { ledger } }) => {
      const { origin, size, root } = ledger.head;
      return Promise.resolve({ origin, size, root: root.toString('base64'), unsealed: ledger.unsealed });
    },
  }),
  route({
    id: 'list-entries',
    method: 'GET',
    path: '/api/ledger/entries',
    tag,
    summary: 'Entries, newest first',
    roles: READERS,
    scope: 'read',
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
      before: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    }),
    answer: Type.Object({ items: Type.Array(EntryShape), next: Type.Optional(Type.Integer()) }),
    async read(_, { query: { limit = 100, before }, services: { ledger } }) {
      const items = (await ledger.entries(before, limit)).map(entryAnswer);
      const last = items.at(-1)?.index ?? 0;
      return { items, ...(items.length === limit && last > 0 ? { next: last } : {}) };
    },
  }),
  route({
    id: 'get-entry',
    method: 'GET',
    path: '/api/ledger/entries/{index}',
    tag,
    summary: 'One entry, with a proof that stands alone (C2SP tlog-proof)',
    roles: READERS,
    scope: 'read',
    params: ByIndex,
    answer: Type.Object({ ...EntryShape.properties, proof: Type.String() }),
    async read(_, { params: { index }, services: { ledger } }) {
      const found = await ledger.entry(index);
      if (!found) throw new Refused('not-found');
      return { ...entryAnswer(found), proof: await ledger.proof(index) };
    },
  }),
  route({
    id: 'verify-ledger',
    method: 'GET',
    path: '/api/ledger/verification',
    tag,
    summary: 'Hash everything again, from the files alone, under the key of this log',
    roles: READERS,
    scope: 'read',
    answer: Type.Object({
      at: Time,
      milliseconds: Type.Integer(),
      entries: Type.Integer(),
      unsealed: Type.Integer(),
      sound: Type.Boolean(),
      faults: Type.Array(
        Type.Object({ code: Type.String(), file: Type.String(), index: Maybe(Type.Integer()), says: Type.String() }),
      ),
      unknown: Type.Array(Type.Object({ code: Type.String(), says: Type.String() })),
    }),
    async read(_, { services: { ledger } }) {
      const { at, milliseconds, entries, unsealed, faults, unknown } = await ledger.verify();
      return {
        at: at.toISOString(),
        milliseconds,
        entries,
        unsealed,
        sound: faults.length === 0,
        faults: faults.map(({ code, file, index, says }) => ({ code, file, index: index ?? null, says })),
        unknown: unknown.map(({ code, says }) => ({ code, says })),
      };
    },
  }),
];

const entryAnswer = ({ index, id, entry }: EntryAt) => ({ index, id, entry: { ...entry } });
