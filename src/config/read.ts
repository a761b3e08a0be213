import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Type } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import { decode } from '../bytes/decode.ts';
import { readYaml } from '../documents/read.ts';
import type { Entry } from '../documents/entry.ts';
import { ConfigShape, type Config } from './schema.ts';
import { VARIABLES } from './variables.ts';

/** What is wrong with a configuration, and where: a line of its file, or a variable. */
export interface ConfigProblem {
  readonly place: string;
  readonly message: string;
}

export interface ReadConfig {
  /** Every path in it is absolute. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

const LARGEST = 1 << 20;

/** File and environment together. Nothing of it counts when there is a problem: a setting that was meant is not left out in silence. */
export function readConfig(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): ReadConfig {
  const problems: ConfigProblem[] = [];
  const entry = file === undefined ? undefined : fromFile(resolve(cwd, file), problems);
  const base = file === undefined ? cwd : dirname(resolve(cwd, file));
  const value = structuredClone(entry?.value ?? {});
  if (isMap(value)) problems.push(...faults(value, (path) => placeIn(entry, file ?? '', path)));
  else problems.push({ place: file ?? '', message: 'it is no map of keys' });
  if (problems.length > 0) return { config: {}, problems };
  const config = absolute(value, base);
  for (const [variable, key] of VARIABLES) {
    const set = env[variable];
    if (set === undefined || set === '') continue;
    put(config, key, set);
    problems.push(...faults(config, () => variable));
    if (problems.length > 0) return { config: {}, problems };
  }
  return { config: absolute(config, cwd), problems };
}

function fromFile(file: string, problems: ConfigProblem[]): Entry | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    problems.push({ place: file, message: `it cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})` });
    return undefined;
  } // prettier-ignore
  if (bytes.length > LARGEST) {
    problems.push({ place: file, message: 'it is larger than 1 MiB' });
    return undefined;
  }
  const decoded = decode(bytes);
  if ('problem' in decoded) {
    problems.push({ place: file, message: decoded.problem });
    return undefined;
  }
  const { roots, diagnostics } = readYaml(file, decoded.text);
  problems.push(...diagnostics.map(({ message, place }) => ({ place: `${file}:${place.line ?? 1}`, message })));
  if (roots.length > 1) problems.push({ place: file, message: 'it holds more than one document' });
  return roots[0];
}

const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
/** Without the dialect that editors are told of, which this validator does not name; the keywords in use are the same in both. */
const validate = ajv.compile(Type.Object(ConfigShape.properties, { additionalProperties: false }));

function faults(value: unknown, placeOf: (path: readonly string[]) => string): readonly ConfigProblem[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const path = error.instancePath.split('/').slice(1).map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
    const unknown = (error.params as { readonly additionalProperty?: string }).additionalProperty;
    return { place: placeOf(unknown === undefined ? path : [...path, unknown]), message: messageOf(error, path) };
  });
} // prettier-ignore

function messageOf({ keyword, params, message = 'it is not understood' }: ErrorObject, path: readonly string[]): string {
  const { additionalProperty, missingProperty } = params as { readonly additionalProperty?: string; readonly missingProperty?: string };
  const at = path.length === 0 ? '' : ` of ${path.join('.')}`;
  if (additionalProperty !== undefined) return `${additionalProperty} is no key${at}`;
  if (missingProperty !== undefined) return `${missingProperty} is missing${at}`;
  if (keyword === 'enum') return `${path.join('.')} is none of its words`;
  return `${path.join('.')}: ${message}`;
} // prettier-ignore

function placeIn(entry: Entry | undefined, file: string, path: readonly string[]): string {
  let here = entry;
  for (const step of path) here = here?.get(Array.isArray(here.value) ? Number(step) : step) ?? here;
  return here ? `${file}:${here.evidence.line}` : file;
}

function absolute(config: Config, base: string): Config {
  const at = (path: string): string => resolve(base, path);
  const { data, database, signIn, sources, trustDomain } = config;
  return {
    ...config,
    ...(data === undefined ? {} : { data: at(data) }),
    ...(database?.urlFile === undefined ? {} : { database: { urlFile: at(database.urlFile) } }),
    ...(trustDomain?.wrappingKeyFile === undefined
      ? {}
      : { trustDomain: { ...trustDomain, wrappingKeyFile: at(trustDomain.wrappingKeyFile) } }),
    ...(signIn?.providers
      ? {
          signIn: {
            ...signIn,
            providers: signIn.providers.map((one) =>
              one.clientSecretFile === undefined ? one : { ...one, clientSecretFile: at(one.clientSecretFile) },
            ),
          },
        }
      : {}),
    ...(sources
      ? {
          sources: sources.map((one) => ({
            ...one,
            paths: one.paths.map(at),
            ...(one.hookSecretFile === undefined ? {} : { hookSecretFile: at(one.hookSecretFile) }),
          })),
        }
      : {}),
  };
}

function put(config: object, [key, ...rest]: readonly string[], value: string): void {
  if (key === undefined) return;
  const here = config as Record<string, unknown>;
  if (rest.length === 0) here[key] = value;
  else put((here[key] ??= {}), rest, value);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
