import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LogLevel } from '../../api/log-levels.ts';
import { isPublicUrl } from '../../api/sign-in/site.ts';
import { readConfig } from '../../config/read.ts';
import type { Config } from '../../config/schema.ts';
import { secretIn } from '../../config/secret-file.ts';
import { WritError } from '../../model/errors.ts';
import { serve as start, type ServeOptions } from '../../server/serve.ts';
import { addressOf } from '../address.ts';
import { ledgerSetting } from '../ledger-setting.ts';
import { signInOptions } from '../sign-in-options.ts';
import { trustDomainSetting } from '../trust-domain-setting.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';
import { scanningOf, type ScanFlags } from '../scanning.ts';
import { databaseUrlOf } from '../store-database.ts';
import { usage } from '../usage.ts';
import { version } from '../version.ts';

export interface ServeFlags extends ScanFlags {
  readonly config?: string;
  readonly data?: string;
  readonly listen?: string;
  readonly publicUrl?: string;
  readonly logLevel?: LogLevel;
  readonly newLink?: boolean;
}

const LISTEN = '127.0.0.1:7747';

/** `writ serve`: runs until it is told to stop. */
export async function serve(io: Io, args: readonly string[], flags: ServeFlags): Promise<number> {
  if (args.length > 0) throw usage(`too many arguments: ${args.join(' ')}`);
  const stopped = io.untilStopped?.() ?? new Promise<never>(() => undefined);
  const running = await start(optionsOf(io, flags));
  await io.out(`writ serves ${running.url}\n`);
  if (running.link !== undefined) await io.out(`sign in: ${running.link}\n`);
  await stopped;
  await running.stop();
  return EXIT.done;
}

/** A flag wins over the environment, the environment over the file. */
export function optionsOf(io: Io, flags: ServeFlags): ServeOptions & Told {
  const config = configured(io, flags.config);
  const urlFile = config.database?.urlFile;
  const data = flags.data === undefined ? config.data : resolve(io.cwd, flags.data);
  if (data === undefined)
    throw usage('no data folder is given', 'Give --data DIR, WRIT_DATA, or data in the configuration.');
  const publicUrl = flags.publicUrl ?? config.publicUrl;
  if (publicUrl !== undefined && !isPublicUrl(publicUrl))
    throw usage(`"${publicUrl}" is no address`, 'Write https://HOST or http://localhost:PORT, without a path.');
  return {
    data,
    ...addressOf(flags.listen ?? config.listen ?? LISTEN),
    databaseUrl: databaseUrlOf(io) ?? (urlFile === undefined ? undefined : secretIn(urlFile)),
    level: flags.logLevel ?? config.log?.level ?? 'info',
    logTo: process.stderr,
    version: version(),
    telemetry: config.telemetry?.endpoint,
    publicUrl,
    signIn: signInOptions(config),
    ledger: ledgerSetting(config),
    trustDomain: trustDomainSetting(config),
    newLink: flags.newLink === true,
    scanning: scanningOf(io, flags, config),
    secrets: secretsOf(config),
  };
}

/** What is looked at beside what the server takes. */
interface Told {
  readonly publicUrl: string | undefined;
  /** Files with secrets. */
  readonly secrets: readonly string[];
}

const secretsOf = ({ database, signIn, sources, trustDomain }: Config): readonly string[] =>
  [
    database?.urlFile,
    trustDomain?.wrappingKeyFile,
    ...(signIn?.providers ?? []).map(({ clientSecretFile }) => clientSecretFile),
    ...(sources ?? []).map(({ hookSecretFile }) => hookSecretFile),
  ].filter((one) => one !== undefined);

/** The file that is named, or WRIT_CONFIG, or writ.yaml where the command runs. */
export function configFileOf(io: Io, given: string | undefined): string | undefined {
  const named = given ?? io.env['WRIT_CONFIG'];
  if (named !== undefined && named !== '') return named;
  return existsSync(join(io.cwd, 'writ.yaml')) ? 'writ.yaml' : undefined;
}

function configured(io: Io, given: string | undefined): Config {
  const { config, problems } = readConfig(configFileOf(io, given), io.env, io.cwd);
  const [first] = problems;
  if (first)
    throw new WritError('bad-configuration', `${first.place}: ${first.message}`, {
      ...(problems.length > 1 ? { hint: `There is more: \`writ config check\` tells all ${problems.length}.` } : {}),
    });
  return config;
}
