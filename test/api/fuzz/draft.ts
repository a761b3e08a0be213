import { randomUUID } from 'node:crypto';
import type { Random } from '../../e2e/fuzz/random.ts';
import type { Made } from '../matrix/objects.ts';
import type { Request } from '../matrix/table.ts';
import type { Document, Operation, Parameter, Schema } from './document.ts';
import { valid } from './values.ts';

/** A request before it goes out: parts of it are changed by name. */
export interface Draft {
  readonly operation: Operation;
  readonly method: string;
  /** As they stand in the address, escaped. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined is none. */
  readonly body: { readonly json: unknown } | { readonly raw: Buffer } | undefined;
}

export interface Ground {
  readonly random: Random;
  readonly document: Document;
  /** What the request is about, as the paths name it. */
  readonly made: Made;
  /** What the matrix asks this route with, in words that were not there before. */
  readonly request: Request;
  /** Only what is needed, in those words. */
  readonly plain: boolean;
}

const KEYS = ['one', 'two', '~'.repeat(255)];

/** A request that the document allows; half of the time its words are those that somebody wrote by hand, so that it goes through. */
export function draftOf(operation: Operation, ground: Ground): Draft {
  const { random, document, made, request, plain } = ground;
  const byHand = plain || random.chance(60);
  const among = (place: Parameter['in']): readonly Parameter[] =>
    (operation.parameters ?? []).filter(
      (one) => one.in === place && (one.required || (plain ? isWritten(one) : random.chance(40))),
    );
  // What is asked with by hand is needed: without it some routes refuse.
  const isWritten = (one: Parameter): boolean => one.in === 'query' && request.query?.[one.name] !== undefined;
  const written = { ...made, ...request.params };
  const params = among('path').map(({ name, schema }) => [
    name,
    encodeURIComponent(written[name] ?? textOf(ground, schema)),
  ]);
  const query = among('query').map(
    ({ name, schema }) => [name, request.query?.[name] ?? textOf(ground, schema)] as const,
  );
  const headers = among('header').map(({ name, schema }) => [
    name,
    name === 'if-match'
      ? `"${made['revision'] ?? '1'}"`
      : name === 'idempotency-key'
        ? random.one(KEYS)
        : textOf(ground, schema),
  ]);
  const [type] = Object.keys(operation.requestBody?.content ?? {});
  const schema = type === undefined ? undefined : operation.requestBody?.content[type]?.schema;
  const json = byHand && request.body !== undefined ? request.body : schema && valid(random, document, schema);
  return {
    operation,
    method: operation.method,
    params: Object.fromEntries(params) as Record<string, string>,
    query: operation.operationId === 'follow-events' ? [...query, ['follow', 'false']] : query,
    headers: {
      ...(Object.fromEntries(headers) as Record<string, string>),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body: type === undefined ? undefined : { json },
  };
}

const textOf = ({ random, document }: Ground, schema: Schema): string => String(valid(random, document, schema));

/** The words of the matrix for this object; `{new}` is another each time. */
export function written(request: Request, made: Made): Request {
  const words: Made = { ...made, new: randomUUID() };
  const filled = JSON.stringify(request).replaceAll(/\{(\w+)\}/gu, (all, name: string) => words[name] ?? all);
  return JSON.parse(filled) as Request;
}
