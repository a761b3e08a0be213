import type { Evidence, Span } from '../../../model/evidence.ts';
import type { CredentialFact } from '../../../model/facts.ts';
import type { NodeId } from '../../../model/id.ts';
import { fields, text } from '../../../documents/value.ts';
import type { K8sObject, PodTemplate } from '../world.ts';
import { argsOf, envOf, partAt, partsOf, partSpan, writtenIndex } from './parts.ts';

/** A place in configuration that may hold a literal credential. */
export interface Place {
  readonly node: NodeId;
  readonly object: K8sObject;
  readonly where: CredentialFact['where'];
  readonly key: string;
  readonly text: string;
  readonly evidence: Evidence;
  readonly span?: Span;
}

/** Values beyond this are not decoded: the API server refuses Secrets above 1 MiB. */
const LARGEST = 1024 * 1024;

/** Everything of a Secret that is text: `stringData` as it stands, `data` decoded. Bytes that are no text are passed on as written. */
export function* secretPlaces(node: NodeId, object: K8sObject): Generator<Place> {
  for (const section of ['stringData', 'data'] as const)
    for (const [key, value] of Object.entries(fields(object.body[section]))) {
      const written = typeof value === 'string' ? value : text(value);
      if (written === undefined || written.length > LARGEST * 2) continue;
      const decoded = section === 'data' ? decode(written) : written;
      yield {
        node,
        object,
        where: 'secret',
        key,
        text: decoded,
        evidence: object.at([section, key]),
        ...spanAt(object, section, key),
      };
    }
}

export function* configMapPlaces(node: NodeId, object: K8sObject): Generator<Place> {
  for (const [key, value] of Object.entries(fields(object.body['data'])))
    if (typeof value === 'string' && value.length <= LARGEST)
      yield {
        node,
        object,
        where: 'configmap',
        key,
        text: value,
        evidence: object.at(['data', key]),
        ...spanAt(object, 'data', key),
      };
  for (const [key, value] of Object.entries(fields(object.body['binaryData'])))
    if (typeof value === 'string' && value.length <= LARGEST * 2) {
      const found = decode(value);
      // Bytes that are no text hold no assignment.
      if (found !== value)
        yield { node, object, where: 'configmap', key, text: found, evidence: object.at(['binaryData', key]) };
    }
}

export function* annotationPlaces(node: NodeId, object: K8sObject): Generator<Place> {
  for (const [key, value] of Object.entries(object.annotations)) {
    const name = key.slice(key.lastIndexOf('/') + 1);
    // The last-applied copy of an object repeats what the object says.
    if (name === 'last-applied-configuration') continue;
    const span = object.span(['metadata', 'annotations', key]);
    const evidence = object.at(['metadata', 'annotations', key]);
    yield { node, object, where: 'annotation', key: name, text: value, evidence, ...(span ? { span } : {}) };
  }
}

/** Env values and arguments of every container of a pod. */
export function* podPlaces(pod: PodTemplate): Generator<Place> {
  const { object } = pod;
  for (const part of partsOf(pod)) {
    for (const { name, value, entry } of envOf(part)) {
      if (value === undefined) continue;
      const index = writtenIndex(pod, part, 'env', entry);
      // What a runtime or another template wrote is told there.
      if (index === undefined && pod.synthetic !== undefined) continue;
      const path = index === undefined ? ['env'] : ['env', index, 'value'];
      const span = index === undefined ? undefined : partSpan(pod, part, path);
      yield {
        node: part.id,
        object,
        where: 'env',
        key: name,
        text: value,
        evidence: partAt(pod, part, path),
        ...(span ? { span } : {}),
      };
    }
    if (part.path === undefined && pod.synthetic !== undefined) continue;
    let flagName = '';
    for (const word of argsOf(part)) {
      const pair = /^--?([A-Za-z][\w.-]{0,80})(?:=([\s\S]*))?$/u.exec(word);
      const key = pair?.[1] ?? (flagName === '' ? 'args' : flagName);
      const value = pair ? pair[2] : word;
      flagName = pair?.[2] === undefined ? (pair?.[1] ?? '') : '';
      if (value !== undefined)
        yield { node: part.id, object, where: 'args', key, text: value, evidence: partAt(pod, part, ['args']) };
    }
  }
}

function spanAt(object: K8sObject, ...path: readonly string[]): { readonly span?: Span } {
  const span = object.span(path);
  return span ? { span } : {};
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decode(written: string): string {
  const compact = written.replace(/\s+/gu, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/u.test(compact)) return written;
  try {
    const decoded = UTF8.decode(Buffer.from(compact, 'base64'));
    return /[\u0000-\u0008\u000e-\u001f]/u.test(decoded) ? written : decoded;
  } catch {
    return written;
  }
}
