import type { Input, Operation } from './operations.ts';
import { serviceOf } from './services.ts';
import { fieldName, isList, type Shape } from '../shape.ts';

/**
 * Schemas as the SDK's own clients carry them: `[3, namespace, name, traits, members, schemas]` is a structure, 1 a list, 2 a map,
 * 9 an operation; 0 is text, 1 a number, 2 a flag, 4 a time, 15 any document. They are plain data in every client of the SDK.
 */
export type Schema = number | readonly unknown[];

const NS = 'writ';
const [TEXT, NUMBER, FLAG, TIME, DOCUMENT] = [0, 1, 2, 4, 15] as const;

export function operationSchema(operation: Operation, members: Input): readonly unknown[] {
  const http = operation.http === undefined ? 0 : { http: [...operation.http, 200] };
  return [9, NS, bareName(operation), http, inputSchema(operation, members), outputSchema(operation)];
}

export const bareName = ({ name }: Operation): string => name.split(':')[1] ?? name;

/** The member in which the SDK puts a JSON answer that is taken whole. */
export const BODY = 'body';

function inputSchema(operation: Operation, members: Input): Schema {
  const { protocol } = serviceOf(operation.service);
  if (protocol === 'json1.0' || protocol === 'json1.1') return DOCUMENT;
  const names = Object.keys(members);
  return [3, NS, 'Input', 0, names, names.map((name) => member(operation, name, members[name]))];
}

function member({ http, query }: Operation, name: string, value: unknown): Schema {
  const type = typeof value === 'number' ? NUMBER : TEXT;
  if (http === undefined) return type;
  if (http[1].includes(`{${name}}`)) return [type, { httpLabel: 1 }];
  return http[0] === 'GET' ? [type, { httpQuery: query?.[name] ?? name }] : type;
}

function outputSchema({ service, payload, keeps, paging }: Operation): Schema {
  // Of XML only what the schema names is read, the token of the next page too.
  const paged = paging === undefined ? keeps : { ...keeps, [paging[1]]: 'text' as const };
  switch (serviceOf(service).protocol) {
    case 'json1.0':
    case 'json1.1':
      return DOCUMENT;
    case 'rest-json':
      return [3, NS, 'Output', 0, [BODY], [[DOCUMENT, { httpPayload: 1 }]]];
    case 'query':
    case 'ec2':
      return xmlSchema(paged);
    case 'rest-xml':
      return payload === undefined
        ? xmlSchema(paged)
        : [3, NS, 'Output', 0, [payload], [[xmlSchema(keeps[payload] ?? 'text'), { httpPayload: 1 }]]];
  }
}

function xmlSchema(shape: Shape): Schema {
  if (isList(shape)) {
    const [of, called] = shape;
    return [1, NS, 'List', 0, called === undefined ? xmlSchema(of) : [xmlSchema(of), { xmlName: called }]];
  }
  switch (shape) {
    case 'text':
      return TEXT;
    case 'flag':
      return FLAG;
    case 'time':
      return TIME;
    case 'map':
    case 'names':
      return [2, NS, 'Map', 0, TEXT, TEXT];
    default: {
      const fields = Object.entries(shape).map(([field, of]) => [...fieldName(field), xmlSchema(of)] as const);
      return [
        3, NS, 'Fields', 0,
        fields.map(([name]) => name),
        fields.map(([, wire, of]) => (wire === undefined ? of : [of, { xmlName: wire }])),
      ]; // prettier-ignore
    }
  }
}
